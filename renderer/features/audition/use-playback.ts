import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useShallow } from 'zustand/shallow';
import type { Clip } from '../../../electron/contract/clip.ts';
import type { RankedRecording } from '../../../electron/contract/ranking.ts';
import { useServices } from '../../api/services.tsx';
import { useCommands, type Command } from '../../app/commands.ts';
import type { ClipPlayer } from '../../audio/clip-player.ts';
import { automaticGainDb } from '../../audio/levels.ts';
import { rowAt } from '../../state/recording-list.ts';
import { useSettings } from '../../state/settings.ts';
import { useRecordingList } from '../../state/use-list.ts';
import { useChannelOf } from '../../state/use-channel-of.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { viewAround } from '../../audio/view-range.ts';
import { useFftSize } from './use-spectrogram.ts';
import { bestWindow } from './windows.ts';

const LOWEST_GAIN_DB = -12;
const HIGHEST_GAIN_DB = 48;

/** Hands a clip to the player, keeps the player's settings, and fetches what comes next. */
export function usePlayback(clip: Clip | null, bandHz: readonly [number, number] | null): void {
  const { player } = useServices();
  const settings = useSettings(useShallow(({ gainDb, speed, loop, bandPass }) => ({ gainDb, speed, loop, bandPass })));
  const [fromHz, toHz] = bandHz ?? [null, null];
  useEffect(() => {
    const band = settings.bandPass && fromHz !== null && toHz !== null ? { fromHz, toHz } : null;
    const gainDb = settings.gainDb ?? automaticGainDb(clip?.header.peak ?? 0);
    player.configure({ gainDb, speed: settings.speed, loop: settings.loop, band });
  }, [player, clip, settings, fromHz, toHz]);
  useEffect(() => {
    player.load(clip);
    if (clip !== null && player.hasPlayed && useSettings.getState().playOnMove) {
      void player.play();
    }
    return () => {
      player.pause();
    };
  }, [player, clip]);
  usePlaybackCommands(player, clip);
  usePrefetch(clip, useFftSize(clip, bandHz));
}

function usePlaybackCommands(player: ClipPlayer, clip: Clip | null): void {
  const peak = clip?.header.peak ?? 0;
  const commands = useMemo<readonly Command[]>(() => {
    const { change } = useSettings.getState();
    const addGain = (decibels: number) => () => {
      const gain = (useSettings.getState().gainDb ?? automaticGainDb(peak)) + decibels;
      change({ gainDb: Math.min(HIGHEST_GAIN_DB, Math.max(LOWEST_GAIN_DB, gain)) });
    };
    return [
      {
        id: 'play',
        label: 'Play or pause',
        group: 'Listen',
        keys: ['Space'],
        run: () => {
          player.toggle();
        },
      },
      {
        id: 'loop',
        label: 'Loop',
        group: 'Listen',
        keys: ['l'],
        run: () => {
          change({ loop: !useSettings.getState().loop });
        },
      },
      { id: 'quieter', label: 'Quieter by 3 dB', group: 'Listen', keys: ['['], run: addGain(-3) },
      { id: 'louder', label: 'Louder by 3 dB', group: 'Listen', keys: [']'], run: addGain(3) },
      {
        id: 'automatic-gain',
        label: 'Automatic gain',
        group: 'Listen',
        keys: [],
        run: () => {
          change({ gainDb: null });
        },
      },
      {
        id: 'auto-advance',
        label: 'Go to the next recording after a decision',
        group: 'Review',
        keys: [],
        run: () => {
          change({ autoAdvance: !useSettings.getState().autoAdvance });
        },
      },
    ];
  }, [player, peak]);
  useCommands('playback', commands);
}

/** While one recording is looked at, the next two and the last one are fetched, spectrograms included. */
function usePrefetch(clip: Clip | null, fftSize: number | null): void {
  const services = useServices();
  const list = useRecordingList();
  const channelOf = useChannelOf();
  const index = useWorkspace((state) => state.selection?.index ?? null);
  useEffect(() => {
    if (clip === null || index === null) {
      return;
    }
    void Promise.all([index + 1, index + 2, index - 1].map((place) => rowAt(services, list, place))).then((rows) => {
      const requests = rows
        .filter((row): row is RankedRecording => row !== null && row.state !== 'failed')
        .map((row) => ({
          recordingId: row.recordingId,
          channel: channelOf(row.sourceId),
          ...viewAround(row.durationSeconds ?? 0, bestWindow(row)),
        }))
        .filter(({ toSeconds }) => toSeconds > 0);
      for (const fetched of services.clips.prefetch(requests)) {
        void fetched.then((outcome) => {
          if (outcome.ok && fftSize !== null) {
            void services.spectrograms.request(outcome.value, fftSize);
          }
        });
      }
    });
  }, [services, list, channelOf, clip, index, fftSize]);
}

/** True while the player sounds. */
export function usePlaying(player: ClipPlayer): boolean {
  return useSyncExternalStore(
    (listener) => {
      player.addEventListener('play', listener);
      player.addEventListener('pause', listener);
      return () => {
        player.removeEventListener('play', listener);
        player.removeEventListener('pause', listener);
      };
    },
    () => !player.paused,
  );
}

/** Calls the listener with the player's place at every change of it; for elements that move without React. */
export function followTime(player: ClipPlayer, listener: (seconds: number) => void): () => void {
  const tell = (): void => {
    listener(player.currentTime);
  };
  tell();
  player.addEventListener('timeupdate', tell);
  return () => {
    player.removeEventListener('timeupdate', tell);
  };
}
