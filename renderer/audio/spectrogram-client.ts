import type { Clip } from '../../electron/contract/clip.ts';
import { computeSpectrogram, type Spectrogram } from './spectrogram.ts';
import type { SpectrogramAnswer, SpectrogramTask } from './spectrogram-worker.ts';

export interface SpectrogramClient {
  /** The clip's spectrogram, computed off the main thread and kept for as long as the clip itself is. */
  request(clip: Clip, fftSize: number): Promise<Spectrogram>;
}

const MAXIMUM_COLUMNS = 1400;

/** Owns one worker for the life of the window. */
export function createSpectrogramClient(): SpectrogramClient {
  const waiting = new Map<number, (spectrogram: Spectrogram) => void>();
  const known = new WeakMap<Clip, Map<number, Promise<Spectrogram>>>();
  const worker = startWorker((answer) => {
    waiting.get(answer.id)?.(answer.spectrogram);
    waiting.delete(answer.id);
  });
  let lastId = 0;

  const compute = (clip: Clip, fftSize: number): Promise<Spectrogram> => {
    const request = {
      samples: clip.samples,
      sampleRate: clip.header.sampleRate,
      fftSize,
      maximumColumns: MAXIMUM_COLUMNS,
    };
    if (worker === null) {
      return Promise.resolve(computeSpectrogram(request));
    }
    lastId += 1;
    const task: SpectrogramTask = { ...request, id: lastId };
    return new Promise((resolve) => {
      waiting.set(task.id, resolve);
      worker.postMessage(task);
    });
  };

  return {
    request: (clip, fftSize) => {
      const sizes = known.get(clip) ?? new Map<number, Promise<Spectrogram>>();
      known.set(clip, sizes);
      const spectrogram = sizes.get(fftSize) ?? compute(clip, fftSize);
      sizes.set(fftSize, spectrogram);
      return spectrogram;
    },
  };
}

/** null where the browser refuses workers; the spectrogram is then computed on the main thread. */
function startWorker(onAnswer: (answer: SpectrogramAnswer) => void): Worker | null {
  try {
    const worker = new Worker(new URL('./spectrogram-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', (event: MessageEvent<SpectrogramAnswer>) => {
      onAnswer(event.data);
    });
    return worker;
  } catch {
    return null;
  }
}
