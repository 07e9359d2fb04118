import type { ModelAdapter } from './model-adapter.ts';

/** Samples with the channel axis last, [N, samples, 1], as Keras models are often exported. */
export const waveformLastAdapter: ModelAdapter = {
  id: 'waveform-last',
  label: 'Waveform with the channel axis last [batch, samples, 1]',
  takes: 'samples',
  isSingle: false,
  inputShape: (count, windowSamples) => [count, windowSamples, 1],
};
