import { useEffect, useState } from 'react';
import type { Clip } from '../../../electron/contract/clip.ts';
import { useServices } from '../../api/services.tsx';
import { bandShown } from '../../audio/band-shown.ts';
import type { Band } from '../../audio/levels.ts';
import { suitableFftSize, type Spectrogram } from '../../audio/spectrogram.ts';
import { useSettings } from '../../state/settings.ts';

type BandHz = readonly [number, number] | null;

/** The frequencies that are drawn. */
export function useBandShown(clip: Clip | null, bandHz: BandHz): Band {
  const zoom = useSettings((state) => state.zoomToBand);
  return bandShown(zoom, bandHz, (clip?.header.sampleRate ?? 48_000) / 2);
}

/** The FFT size that is drawn: the chosen one, or what suits the frequencies shown. */
export function useFftSize(clip: Clip | null, bandHz: BandHz): number | null {
  const chosen = useSettings((state) => state.fftSize);
  const { fromHz, toHz } = useBandShown(clip, bandHz);
  return clip === null ? null : (chosen ?? suitableFftSize(clip.header.sampleRate, toHz - fromHz));
}

/** The clip's spectrogram; null while it is computed. */
export function useSpectrogram(clip: Clip | null, bandHz: BandHz): Spectrogram | null {
  const { spectrograms } = useServices();
  const fftSize = useFftSize(clip, bandHz);
  const [answer, setAnswer] = useState<{ readonly clip: Clip; readonly spectrogram: Spectrogram } | null>(null);
  useEffect(() => {
    if (clip === null || fftSize === null) {
      return undefined;
    }
    let current = true;
    void spectrograms.request(clip, fftSize).then((spectrogram) => {
      if (current) {
        setAnswer({ clip, spectrogram });
      }
    });
    return () => {
      current = false;
    };
  }, [spectrograms, clip, fftSize]);
  return answer?.clip === clip ? answer.spectrogram : null;
}
