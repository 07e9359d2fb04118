import * as z from 'zod';
import { channelSchema } from './channels.ts';

/**
 * A clip on the wire, the same through `app://` and HTTP:
 * uint32 LE header length, UTF-8 JSON header padded with blanks to a multiple of 4,
 * float32 LE mono PCM of `frames` samples, then float32 LE peaks, `peakCount` pairs of (minimum, maximum).
 */
export const clipHeaderSchema = z.object({
  recordingId: z.int(),
  channel: channelSchema,
  sampleRate: z.number(),
  frames: z.int(),
  fromSeconds: z.number(),
  toSeconds: z.number(),
  recordingSeconds: z.number(),
  peakCount: z.int(),
  /** Largest absolute sample, linear full scale. */
  peak: z.number(),
});
export type ClipHeader = z.infer<typeof clipHeaderSchema>;

export interface Clip {
  readonly header: ClipHeader;
  readonly samples: Float32Array<ArrayBuffer>;
  /** minimum, maximum, minimum, maximum, … */
  readonly peaks: Float32Array<ArrayBuffer>;
}

/** Bytes of a clip, by the layout above. */
export function encodeClip(clip: Clip): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(clip.header));
  const headerLength = Math.ceil(json.length / 4) * 4;
  const bytes = new Uint8Array(4 + headerLength + 4 * (clip.samples.length + clip.peaks.length));
  new DataView(bytes.buffer).setUint32(0, headerLength, true);
  bytes.fill(0x20, 4, 4 + headerLength);
  bytes.set(json, 4);
  new Float32Array(bytes.buffer, 4 + headerLength, clip.samples.length).set(clip.samples);
  new Float32Array(bytes.buffer, 4 + headerLength + 4 * clip.samples.length, clip.peaks.length).set(clip.peaks);
  return bytes;
}

/** The inverse of encodeClip. Throws on bytes that are not a clip: the transport has failed then, not the person. */
export function decodeClip(buffer: ArrayBuffer): Clip {
  const headerLength = new DataView(buffer).getUint32(0, true);
  const header = clipHeaderSchema.parse(JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, headerLength))));
  const start = 4 + headerLength;
  return {
    header,
    samples: new Float32Array(buffer, start, header.frames),
    peaks: new Float32Array(buffer, start + 4 * header.frames, 2 * header.peakCount),
  };
}
