import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import WaveSurfer from 'wavesurfer.js';
import type { Clip } from '../../../electron/contract/clip.ts';
import { useServices } from '../../api/services.tsx';
import { contentNonce } from '../../app/nonce.ts';
import type { ClipPlayer } from '../../audio/clip-player.ts';
import styles from './audition.module.css';

const HEIGHT = 46;

/** The clip's waveform, scaled to its own peak; clicking and dragging moves the player. */
export function Waveform({ clip }: { readonly clip: Clip | null }) {
  const { player } = useServices();
  const host = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('dark');
  useEffect(() => {
    if (host.current === null || clip === null) {
      return undefined;
    }
    const surfer = createSurfer(host.current, player);
    const seconds = clip.header.frames / clip.header.sampleRate;
    // A load that the next clip overtakes rejects; that is its normal end.
    void surfer.load('', [clip.peaks], seconds).catch(() => undefined);
    return () => {
      surfer.destroy();
    };
  }, [clip, player, scheme]);
  return <div ref={host} className={styles['waveform']} role="img" aria-label="Waveform" />;
}

function createSurfer(container: HTMLElement, player: ClipPlayer): WaveSurfer {
  const style = getComputedStyle(document.documentElement);
  return WaveSurfer.create({
    container,
    height: HEIGHT,
    // ClipPlayer has the part of HTMLMediaElement that wavesurfer.js touches, as its own WebAudioPlayer does.
    media: player as unknown as HTMLMediaElement,
    cspNonce: contentNonce(),
    waveColor: style.getPropertyValue('--em-bar'),
    progressColor: style.getPropertyValue('--em-accent'),
    cursorColor: style.getPropertyValue('--em-text'),
    cursorWidth: 1,
    normalize: true,
    dragToSeek: true,
    hideScrollbar: true,
  });
}
