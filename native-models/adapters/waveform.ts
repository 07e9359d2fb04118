import type { ModelAdapter } from './model-adapter.ts';

/** Samples straight in, [N, samples]: BirdNET V2.4, YAMNet by windows, Perch v2 and most exports with the front end inside. */
export const waveformAdapter: ModelAdapter = {
  id: 'waveform',
  label: 'Waveform [batch, samples]',
  takes: 'samples',
  isSingle: false,
  inputShape: (count, windowSamples) => [count, windowSamples],
};
