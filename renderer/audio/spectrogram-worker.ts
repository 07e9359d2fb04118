import { computeSpectrogram, type Spectrogram, type SpectrogramRequest } from './spectrogram.ts';

export interface SpectrogramTask extends SpectrogramRequest {
  readonly id: number;
}

export interface SpectrogramAnswer {
  readonly id: number;
  readonly spectrogram: Spectrogram;
}

self.addEventListener('message', (event: MessageEvent<SpectrogramTask>) => {
  const answer: SpectrogramAnswer = { id: event.data.id, spectrogram: computeSpectrogram(event.data) };
  self.postMessage(answer, { transfer: [answer.spectrogram.levels.buffer] });
});
