import { useState } from 'react';
import type { RankedRecording, RecordingDetail } from '../../../electron/contract/ranking.ts';
import { FaultNotice } from '../../components/notices.tsx';
import { viewAround, type ViewRange } from '../../audio/view-range.ts';
import { ScoreStrip } from './score-strip.tsx';
import { SpectrogramView } from './spectrogram-view.tsx';
import { TimeAxis } from './axes.tsx';
import { Transport } from './transport.tsx';
import { useClip } from './use-clip.ts';
import { usePlayback } from './use-playback.ts';
import { bestWindow } from './windows.ts';
import { Waveform } from './waveform.tsx';
import styles from './audition.module.css';

interface PlayerProps {
  readonly row: RankedRecording;
  readonly detail: RecordingDetail | null;
}

/** Spectrogram, waveform and scores over one stretch of a recording, and its sound. */
export function Player({ row, detail }: PlayerProps) {
  const [chosen, setChosen] = useState<ViewRange | null>(null);
  const window = chosen ?? bestWindow(row);
  const duration = detail?.recording.durationSeconds ?? row.durationSeconds;
  const range = viewAround(duration ?? 0, window);
  const { clip, fault, retry } = useClip(range.toSeconds > 0 ? { recordingId: row.recordingId, ...range } : null);
  usePlayback(clip, detail?.displayBandHz ?? null);
  return (
    <div className={styles['player']}>
      {fault !== null ? (
        <div className={styles['failed']}>
          <FaultNotice fault={fault} onRetry={retry} />
        </div>
      ) : (
        <div className={styles['pictures']}>
          <SpectrogramView clip={clip} range={range} mark={window} displayBandHz={detail?.displayBandHz ?? null} />
          <Waveform clip={clip} />
          <TimeAxis range={range} />
          {detail?.windowScores !== null && detail?.windowScores !== undefined && duration !== null && (
            <ScoreStrip
              scores={detail.windowScores}
              duration={duration}
              range={range}
              window={window}
              onChoose={setChosen}
            />
          )}
        </div>
      )}
      <Transport clip={clip} />
    </div>
  );
}
