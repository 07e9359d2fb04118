import type { ModelAdapter } from './model-adapter.ts';

/** Samples with a channel axis, [N, 1, samples], as PyTorch audio models are often exported. */
export const waveformChannelAdapter: ModelAdapter = {
  id: 'waveform-channel',
  label: 'Waveform with a channel axis [batch, 1, samples]',
  takes: 'samples',
  isSingle: false,
  inputShape: (count, windowSamples) => [count, 1, windowSamples],
};
