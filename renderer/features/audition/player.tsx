import { useState } from 'react';
import type { RankedRecording, RecordingDetail } from '../../../electron/contract/ranking.ts';
import { viewAround, type ViewRange } from '../../audio/view-range.ts';
import { FaultNotice } from '../../components/notices.tsx';
import { useChannelOf } from '../../state/use-channel-of.ts';
import styles from './audition.module.css';
import { TimeAxis } from './axes.tsx';
import { ScoreStrip } from './score-strip.tsx';
import { SpectrogramView } from './spectrogram-view.tsx';
import { Transport } from './transport.tsx';
import { useClip, type ClipState } from './use-clip.ts';
import { usePlayback } from './use-playback.ts';
import { Waveform } from './waveform.tsx';
import { bestWindow } from './windows.ts';

interface PlayerProps {
  readonly row: RankedRecording;
  readonly detail: RecordingDetail | null;
}

/** Spectrogram, waveform and scores over one stretch of a recording, and its sound. */
export function Player({ row, detail }: PlayerProps) {
  const [chosen, setChosen] = useState<ViewRange | null>(null);
  const window = chosen ?? bestWindow(row);
  const duration = detail?.recording.durationSeconds ?? row.durationSeconds ?? 0;
  const range = viewAround(duration, window);
  const channel = useChannelOf()(row.sourceId);
  const state = useClip(duration > 0 ? { recordingId: row.recordingId, channel, ...range } : null);
  usePlayback(state.clip, detail?.displayBandHz ?? null);
  return (
    <div className={styles['player']}>
      {state.fault === null ? (
        <Pictures {...{ state, detail, range, window, duration }} onChoose={setChosen} />
      ) : (
        <div className={styles['failed']}>
          <FaultNotice fault={state.fault} onRetry={state.retry} />
        </div>
      )}
      <Transport clip={state.clip} />
    </div>
  );
}

interface PicturesProps {
  readonly state: ClipState;
  readonly detail: RecordingDetail | null;
  readonly range: ViewRange;
  readonly window: ViewRange | null;
  readonly duration: number;
  readonly onChoose: (window: ViewRange) => void;
}

function Pictures({ state, detail, range, window, duration, onChoose }: PicturesProps) {
  const scores = detail?.windowScores ?? null;
  return (
    <div className={styles['pictures']}>
      <SpectrogramView clip={state.clip} range={range} mark={window} displayBandHz={detail?.displayBandHz ?? null} />
      <Waveform clip={state.clip} />
      <TimeAxis range={range} />
      {scores !== null && duration > 0 && <ScoreStrip {...{ scores, duration, range, window, onChoose }} />}
    </div>
  );
}
