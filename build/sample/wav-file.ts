import { sampleAt } from './sounds/sound.ts';

export interface WavOptions {
  readonly rate: number;
  readonly channels: 1 | 2;
  /** Text of the ICMT chunk, as AudioMoth writes it; none leaves the LIST chunk out. */
  readonly comment?: string;
  /** Text of the IART chunk beside it. */
  readonly artist?: string;
}

function chunk(id: string, content: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(id, 0, 'latin1');
  header.writeUInt32LE(content.length, 4);
  return Buffer.concat([header, content]);
}

function padded(text: string, length: number): Buffer {
  const content = Buffer.alloc(length);
  content.write(text, 0, length - 1, 'latin1');
  return content;
}

/** AudioMoth reserves 384 and 32 bytes, whatever the text's length. */
function informationChunk(options: WavOptions): Buffer {
  if (options.comment === undefined) {
    return Buffer.alloc(0);
  }
  const comment = chunk('ICMT', padded(options.comment, 384));
  const artist = chunk('IART', padded(options.artist ?? '', 32));
  return chunk('LIST', Buffer.concat([Buffer.from('INFO', 'latin1'), comment, artist]));
}

function formatChunk(options: WavOptions): Buffer {
  const content = Buffer.alloc(16);
  const frameBytes = options.channels * 2;
  content.writeUInt16LE(1, 0);
  content.writeUInt16LE(options.channels, 2);
  content.writeUInt32LE(options.rate, 4);
  content.writeUInt32LE(options.rate * frameBytes, 8);
  content.writeUInt16LE(frameBytes, 12);
  content.writeUInt16LE(16, 14);
  return chunk('fmt ', content);
}

/** Interleaved 16-bit samples; the second channel hears the same 0.4 ms later and a little weaker. */
function pcm(samples: Float32Array, options: WavOptions): Buffer {
  const delay = Math.round(options.rate * 0.0004);
  const values = new Int16Array(samples.length * options.channels);
  for (let index = 0; index < samples.length; index += 1) {
    values[index * options.channels] = Math.round(32767 * Math.max(-1, Math.min(1, sampleAt(samples, index))));
    if (options.channels === 2) {
      values[index * 2 + 1] = Math.round(32767 * 0.8 * sampleAt(samples, Math.max(0, index - delay)));
    }
  }
  return Buffer.from(values.buffer);
}

/** A RIFF/WAVE file of 16-bit samples from mono floats in [-1, 1]. */
export function encodeWav(samples: Float32Array, options: WavOptions): Buffer {
  const body = Buffer.concat([
    Buffer.from('WAVE', 'latin1'),
    formatChunk(options),
    informationChunk(options),
    chunk('data', pcm(samples, options)),
  ]);
  return chunk('RIFF', body);
}
