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

/** What is wrong with a front end: the field of `image`, and the rest of a sentence. */
export interface ImageProblem {
  readonly field: keyof ImageFrontEnd;
  readonly message: string;
}

/** Why a front end cannot be computed; null where it can. */
export function imageProblem(image: ImageFrontEnd, sampleRate: number, windowSamples: number): ImageProblem | null {
  const { bands, frames } = imageShape(image, sampleRate, windowSamples);
  const highHz = image.highHz ?? sampleRate / 2;
  if (image.windowLength > image.fftSize) {
    const message = `the picture’s frame of ${image.windowLength} samples is longer than its transform of ${image.fftSize}`;
    return { field: 'windowLength', message };
  }
  if (frames === 0) {
    return {
      field: 'fftSize',
      message: `a window of ${windowSamples} samples is shorter than one frame of ${image.fftSize}`,
    };
  }
  if (bands === 0 || image.lowHz >= highHz) {
    return { field: 'highHz', message: `no frequency of the picture lies between ${image.lowHz} and ${highHz} Hz` };
  }
  const { normalisation } = image;
  if (normalisation.kind === 'range' && normalisation.low >= normalisation.high) {
    const message = `the picture’s range from ${normalisation.low} to ${normalisation.high} holds nothing`;
    return { field: 'normalisation', message };
  }
  return image.channelAxis === 'none' && image.channels !== 1
    ? { field: 'channelAxis', message: 'three channels need a channel axis' }
    : null;
}
