import type { ModelAdapter } from './model-adapter.ts';

/** A log-mel or spectrogram picture, [N, channels, rows, columns]; the manifest's `image` says how it is made. */
export const imageAdapter: ModelAdapter = {
  id: 'image',
  label: 'Picture of the sound [batch, channels, rows, columns]',
  takes: 'image',
  isSingle: false,
  inputShape: (count, windowSamples) => [count, windowSamples],
};
