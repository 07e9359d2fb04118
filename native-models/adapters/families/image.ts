import type { ImageFrontEnd } from '../../../electron/contract/image-front-end.ts';
import type { TensorDescription } from '../../../electron/contract/models.ts';
import { draftManifest } from './draft.ts';
import type { ModelFamily } from './model-family.ts';
import { guessActivation, pickOutputs } from './pick-outputs.ts';
import { shapeText, waveformOf } from './waveform.ts';

interface Picture {
  readonly rows: number;
  readonly columns: number;
  readonly channels: 1 | 3;
  readonly channelAxis: 'first' | 'last' | 'none';
}

interface Guess {
  readonly sampleRate: number;
  readonly windowSamples: number;
  readonly image: ImageFrontEnd;
}

/** Numbers of mel bands that people use, the most usual first. */
const usualBands = [128, 64, 80, 96, 40, 256, 32, 224];
const seconds = 3;
const photograph = 224;
/** A side of fewer rows is no picture of a sound. */
const smallestSide = 8;
/** More than a front end's mel bands can be. */
const mostBands = 512;
const defaultBands = 128;
const defaultFrames = 300;

/** Any model that takes a log-mel or spectrogram picture made outside of it. Its numbers cannot be read from the file. */
export const imageFamily: ModelFamily = {
  id: 'image',
  label: 'Log-mel or spectrogram picture',
  propose: (description, context) => {
    const [input] = description.inputs;
    const picture = input === undefined ? null : pictureOf(input);
    const picked = pickOutputs(description, context.labelCount);
    if (input === undefined || picture === null || picked === null || waveformOf(description) !== null) {
      return null;
    }
    const isPhotograph = picture.rows === photograph && picture.columns === photograph;
    const { sampleRate, windowSamples, image } = isPhotograph ? photographGuess(picture) : melGuess(picture);
    return {
      certainty: 'guess',
      reason: `It takes a picture (${shapeText(input)}), which Earmark can compute in front of it: ${picked.how}.`,
      questions: [
        'Sample rate, window, transform, hop, bands, frequencies and scale must be those it was trained with. The file does not say them; its training code does.',
        `Is “${picked.scores.name}” a probability already, or before its sigmoid? Try it: Earmark says so.`,
      ],
      manifest: draftManifest(context, input.name, picked, {
        family: 'image',
        sampleRate,
        windowSamples,
        activation: guessActivation(picked.scores).activation,
        image,
      }),
    };
  },
};

function pictureOf(input: TensorDescription): Picture | null {
  const picture = sidesOf(input);
  const isTooThin = (side: number): boolean => side > 0 && side < smallestSide;
  return picture === null || isTooThin(picture.rows) || isTooThin(picture.columns) ? null : picture;
}

function sidesOf({ shape }: TensorDescription): Picture | null {
  const [, second = 0, third = 0, fourth = 0] = shape;
  if (shape.length === 3) {
    return { rows: second, columns: third, channels: 1, channelAxis: 'none' };
  }
  if (shape.length !== 4) {
    return null;
  }
  if (isChannels(second)) {
    return { rows: third, columns: fourth, channels: second, channelAxis: 'first' };
  }
  if (isChannels(fourth)) {
    return { rows: second, columns: third, channels: fourth, channelAxis: 'last' };
  }
  return second < 0 ? { rows: third, columns: fourth, channels: 1, channelAxis: 'first' } : null;
}

const isChannels = (size: number): size is 1 | 3 => size === 1 || size === 3;

/** OpenSoundscape's default picture: decibels from −100 to −20 at 224 × 224, high frequencies on top. */
function photographGuess({ channels, channelAxis }: Picture): Guess {
  const sampleRate = 22_050;
  return {
    sampleRate,
    windowSamples: sampleRate * seconds,
    image: {
      ...commonImage,
      kind: 'spectrogram',
      fftSize: 512,
      windowLength: 512,
      hopLength: 256,
      normalisation: { kind: 'range', low: -100, high: -20 },
      flipBands: true,
      channels,
      channelAxis,
      size: { height: photograph, width: photograph },
    },
  };
}

/** Bands as many as one side, frames as many as the other, 3 s long as nearly as whole hops allow. */
function melGuess({ rows, columns, channels, channelAxis }: Picture): Guess {
  const areRowsBands = rows < 0 || columns < 0 ? true : bandRank(rows) <= bandRank(columns);
  const bands = positive(areRowsBands ? rows : columns, defaultBands);
  const frames = positive(areRowsBands ? columns : rows, defaultFrames);
  const sampleRate = 48_000;
  const fftSize = isBins(bands) ? 2 * (bands - 1) : 2048;
  const hopLength = Math.max(1, Math.round((sampleRate * seconds - fftSize) / Math.max(1, frames - 1)));
  return {
    sampleRate,
    windowSamples: fftSize + hopLength * (frames - 1),
    image: {
      ...commonImage,
      ...(isBins(bands) || bands > mostBands ? { kind: 'spectrogram' as const } : { kind: 'log-mel', melBands: bands }),
      fftSize,
      windowLength: fftSize,
      hopLength,
      layout: areRowsBands ? 'bands-frames' : 'frames-bands',
      channels,
      channelAxis,
      ...(bands > mostBands && !isBins(bands) ? { size: { height: rows, width: columns } } : {}),
    },
  };
}

/** As many rows as a transform has, half its length and one: 257, 513, and the 201 of 25 ms at 16 kHz. */
function isBins(size: number): boolean {
  return size === 201 || (size > 64 && size <= 8193 && Number.isInteger(Math.log2(size - 1)));
}

const commonImage = {
  window: 'hann',
  padding: 'none',
  melBands: defaultBands,
  melScale: 'htk',
  melNorm: 'none',
  lowHz: 0,
  power: 2,
  scale: 'decibel',
  floor: 1e-10,
  floorMode: 'clamp',
  normalisation: { kind: 'none' },
  layout: 'bands-frames',
  flipBands: false,
} as const;

function bandRank(size: number): number {
  if (isBins(size)) {
    return -1;
  }
  const rank = usualBands.indexOf(size);
  return rank < 0 ? usualBands.length : rank;
}

const positive = (size: number, otherwise: number): number => (size > 0 ? size : otherwise);
