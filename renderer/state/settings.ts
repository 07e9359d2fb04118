import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { ColourMapName } from '../audio/colour-maps.ts';
import type { FrequencyScale } from '../audio/frequency-scale.ts';

/** What the person prefers on this machine; kept by the browser, never in the library. */
export interface Settings {
  readonly blind: boolean;
  readonly autoAdvance: boolean;
  /** Plays the next recording by itself, once the person has started a sound. */
  readonly playOnMove: boolean;
  readonly loop: boolean;
  readonly speed: number;
  /** null: automatic, from the clip's peak. */
  readonly gainDb: number | null;
  readonly bandPass: boolean;
  /** null: automatic, from the sample rate. */
  readonly fftSize: number | null;
  /** null: automatic, from the noise floor to the loudest parts. */
  readonly dynamicRangeDb: number | null;
  readonly frequencyScale: FrequencyScale;
  readonly colourMap: ColourMapName;
  /** Shows only the label's display band instead of every frequency. */
  readonly zoomToBand: boolean;
  readonly logarithmicCounts: boolean;
  readonly exportRoot: string | null;
  readonly sweepRoot: string | null;
  /** Folder that the trainer calls AudioData; null: as the export root shows it. */
  readonly audioRoot: string | null;
  /** manifest.csv or training folder that sweeps start from; '' for none. */
  readonly sweepBase: string;
  readonly lastFolder: string | null;
}

const defaults: Settings = {
  blind: false,
  autoAdvance: true,
  playOnMove: true,
  loop: false,
  speed: 1,
  gainDb: null,
  bandPass: false,
  fftSize: null,
  dynamicRangeDb: null,
  frequencyScale: 'linear',
  colourMap: 'magma',
  zoomToBand: true,
  logarithmicCounts: true,
  exportRoot: null,
  sweepRoot: null,
  audioRoot: null,
  sweepBase: '',
  lastFolder: null,
};

interface SettingsStore extends Settings {
  change(settings: Partial<Settings>): void;
}

export const useSettings = create<SettingsStore>()(
  persist(
    (set) => ({
      ...defaults,
      change: (settings) => {
        set(settings);
      },
    }),
    { name: 'earmark-settings', version: 1 },
  ),
);
