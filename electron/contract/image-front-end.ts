import * as z from 'zod';

/** What is done to the whole picture in the end. `range` clips to [low, high] and maps that to 0…1. */
export const imageNormalisationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  /** To mean 0 and standard deviation 1, over each picture. */
  z.object({ kind: z.literal('standard') }),
  /** To 0…1, over each picture. */
  z.object({ kind: z.literal('min-max') }),
  z.object({ kind: z.literal('fixed'), mean: z.number(), deviation: z.number().positive() }),
  z.object({ kind: z.literal('range'), low: z.number(), high: z.number() }),
]);
export type ImageNormalisation = z.infer<typeof imageNormalisationSchema>;

/**
 * A spectrogram that is computed in front of a model which wants pictures. Every number that changes the picture is
 * here; frames, bands and scales are those of librosa and torchaudio (`window` periodic, centred in the transform).
 */
export const imageFrontEndSchema = z.object({
  kind: z.enum(['log-mel', 'spectrogram']),
  /** Length of the Fourier transform and of one frame; a shorter `windowLength` is centred in it. */
  fftSize: z.int().min(16).max(16384),
  windowLength: z.int().positive(),
  hopLength: z.int().positive(),
  window: z.enum(['hann', 'hamming', 'rectangular']).default('hann'),
  /** At both ends by half the transform, so that frames are centred on their time; `none` starts with the first sample. */
  padding: z.enum(['none', 'reflect', 'zero']).default('none'),
  /** `log-mel` only. */
  melBands: z.int().positive().max(512).default(128),
  melScale: z.enum(['htk', 'slaney']).default('htk'),
  /** `slaney` divides every filter by its width, so that all have the same area. */
  melNorm: z.enum(['none', 'slaney']).default('none'),
  /** Of the mel filters, or of the rows that a spectrogram keeps. */
  lowHz: z.number().nonnegative().default(0),
  /** Half the sample rate where absent. */
  highHz: z.number().positive().optional(),
  /** 1 magnitude, 2 power. */
  power: z.union([z.literal(1), z.literal(2)]).default(2),
  /** `decibel`: 10·log10 of power, 20·log10 of magnitude. */
  scale: z.enum(['linear', 'natural-log', 'log10', 'decibel']).default('decibel'),
  /** Keeps the logarithm finite. */
  floor: z.number().positive().default(1e-10),
  /** `clamp`: log(max(x, floor)); `add`: log(x + floor). */
  floorMode: z.enum(['clamp', 'add']).default('clamp'),
  /** After `decibel`: nothing is further below the picture's maximum than this. */
  topDecibels: z.number().positive().optional(),
  normalisation: imageNormalisationSchema.default({ kind: 'none' }),
  /** Rows and columns of the picture. */
  layout: z.enum(['bands-frames', 'frames-bands']).default('bands-frames'),
  /** True where the highest band is the first. */
  flipBands: z.boolean().default(false),
  /** 3 repeats the picture, as for networks that were made for photographs. */
  channels: z.union([z.literal(1), z.literal(3)]).default(1),
  channelAxis: z.enum(['first', 'last', 'none']).default('first'),
  /** Resampled to this many rows and columns (bilinear, half-pixel), where given. */
  size: z.object({ height: z.int().positive(), width: z.int().positive() }).optional(),
});
export type ImageFrontEnd = z.infer<typeof imageFrontEndSchema>;
