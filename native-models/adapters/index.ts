import type { ModelAdapter } from './model-adapter.ts';
import { waveformChannelAdapter } from './waveform-channel.ts';
import { waveformAdapter } from './waveform.ts';

/** Every model family that Earmark can feed. A new one is one file and one line here. */
export const modelAdapters: readonly ModelAdapter[] = [waveformAdapter, waveformChannelAdapter];

export function findModelAdapter(id: string): ModelAdapter | undefined {
  return modelAdapters.find((adapter) => adapter.id === id);
}
