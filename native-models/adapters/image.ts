import type { ImageFrontEnd } from '../../electron/contract/image-front-end.ts';
import { imageShape } from '../builder/image/image-shape.ts';
import type { ModelAdapter } from './model-adapter.ts';

/** A log-mel or spectrogram picture, [N, channels, rows, columns]; the manifest's `image` says how it is made. */
export const imageAdapter: ModelAdapter = {
  id: 'image',
  label: 'Picture of the sound [batch, channels, rows, columns]',
  takes: 'image',
  isSingle: false,
  inputShape: (count, windowSamples) => [count, windowSamples],
};

/** What a front end makes of one window, without the batch: rows, columns and channels as the model sees them. */
export function pictureDimensions(image: ImageFrontEnd, sampleRate: number, windowSamples: number): number[] {
  return [...imageShape(image, sampleRate, windowSamples).dimensions];
}
