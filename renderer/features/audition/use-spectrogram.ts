import { useEffect, useState } from 'react';
import type { Clip } from '../../../electron/contract/clip.ts';
import { useServices } from '../../api/services.tsx';
import { suitableFftSize, type Spectrogram } from '../../audio/spectrogram.ts';
import { useSettings } from '../../state/settings.ts';

/** The clip's spectrogram at the chosen size; null while it is computed. */
export function useSpectrogram(clip: Clip | null, bandHz: number): Spectrogram | null {
  const { spectrograms } = useServices();
  const chosen = useSettings((state) => state.fftSize);
  const [answer, setAnswer] = useState<{ readonly clip: Clip; readonly spectrogram: Spectrogram } | null>(null);
  useEffect(() => {
    if (clip === null) {
      return undefined;
    }
    let current = true;
    void spectrograms.request(clip, chosen ?? suitableFftSize(clip.header.sampleRate, bandHz)).then((spectrogram) => {
      if (current) {
        setAnswer({ clip, spectrogram });
      }
    });
    return () => {
      current = false;
    };
  }, [spectrograms, clip, chosen, bandHz]);
  return answer?.clip === clip ? answer.spectrogram : null;
}
