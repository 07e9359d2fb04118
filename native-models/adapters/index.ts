import { imageAdapter } from './image.ts';
import type { ModelAdapter } from './model-adapter.ts';
import { waveformChannelAdapter } from './waveform-channel.ts';
import { waveformLastAdapter } from './waveform-last.ts';
import { waveformSingleAdapter } from './waveform-single.ts';
import { waveformAdapter } from './waveform.ts';

/** Every way of feeding a model. A new one is one file and one line here. */
export const modelAdapters: readonly ModelAdapter[] = [
  waveformAdapter,
  waveformChannelAdapter,
  waveformLastAdapter,
  waveformSingleAdapter,
  imageAdapter,
];

export function findModelAdapter(id: string): ModelAdapter | undefined {
  return modelAdapters.find((adapter) => adapter.id === id);
}
