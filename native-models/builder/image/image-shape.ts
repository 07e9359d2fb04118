import type { ImageFrontEnd } from '../../../electron/contract/image-front-end.ts';

export interface ImageShape {
  readonly bands: number;
  readonly frames: number;
  /** First bin of the transform that a spectrogram keeps. */
  readonly firstBin: number;
  /** Of one picture, without the batch: what the model's input must look like. */
  readonly dimensions: readonly number[];
}

/** What a front end makes of a window: rows, columns and the tensor's dimensions after the batch. */
export function imageShape(image: ImageFrontEnd, sampleRate: number, windowSamples: number): ImageShape {
  const padded = windowSamples + (image.padding === 'none' ? 0 : 2 * Math.floor(image.fftSize / 2));
  const frames = Math.max(0, Math.floor((padded - image.fftSize) / image.hopLength) + 1);
  const binHz = sampleRate / image.fftSize;
  const highHz = Math.min(image.highHz ?? sampleRate / 2, sampleRate / 2);
  const firstBin = Math.ceil(image.lowHz / binHz);
  const lastBin = Math.min(Math.floor(image.fftSize / 2), Math.floor(highHz / binHz));
  const bands = image.kind === 'log-mel' ? image.melBands : Math.max(0, lastBin - firstBin + 1);
  return { bands, frames, firstBin, dimensions: dimensionsOf(image, bands, frames) };
}

function dimensionsOf(image: ImageFrontEnd, bands: number, frames: number): number[] {
  const own = image.layout === 'bands-frames' ? [bands, frames] : [frames, bands];
  const picture = image.size === undefined ? own : [image.size.height, image.size.width];
  switch (image.channelAxis) {
    case 'none':
      return picture;
    case 'first':
      return [image.channels, ...picture];
    case 'last':
      return [...picture, image.channels];
  }
}

/** Why a front end cannot be computed, in words; null where it can. */
export function imageProblem(image: ImageFrontEnd, sampleRate: number, windowSamples: number): string | null {
  const { bands, frames } = imageShape(image, sampleRate, windowSamples);
  if (image.windowLength > image.fftSize) {
    return `its window of ${image.windowLength} samples is longer than its transform of ${image.fftSize}`;
  }
  if (frames === 0) {
    return `a window of ${windowSamples} samples is shorter than one frame of ${image.fftSize}`;
  }
  if (bands === 0 || image.lowHz >= (image.highHz ?? sampleRate / 2)) {
    return `no frequency lies between its ${image.lowHz} and ${image.highHz ?? sampleRate / 2} Hz`;
  }
  return image.channelAxis === 'none' && image.channels !== 1 ? 'three channels need a channel axis' : null;
}
