import type { ModelAdapter } from './model-adapter.ts';

/** One window's samples and nothing else, [samples]: YAMNet as TensorFlow Hub gives it. */
export const waveformSingleAdapter: ModelAdapter = {
  id: 'waveform-single',
  label: 'Waveform without a batch [samples]',
  takes: 'samples',
  isSingle: true,
  inputShape: (_count, windowSamples) => [windowSamples],
};
