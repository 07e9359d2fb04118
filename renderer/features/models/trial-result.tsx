import { Text } from '@mantine/core';
import { useState } from 'react';
import type { ModelTrial } from '../../../electron/contract/model-inspection.ts';
import type { Recording } from '../../../electron/contract/sources.ts';
import { viewAround, type ViewRange } from '../../audio/view-range.ts';
import { confidenceText } from '../../components/format.ts';
import { FaultNotice, WarningNotice } from '../../components/notices.tsx';
import { TimeAxis } from '../audition/axes.tsx';
import { ScoreStrip } from '../audition/score-strip.tsx';
import { SpectrogramView } from '../audition/spectrogram-view.tsx';
import { useClip } from '../audition/use-clip.ts';
import { highestWindow } from '../audition/windows.ts';
import styles from './models.module.css';

interface TrialResultProps {
  readonly trial: ModelTrial;
  readonly recording: Pick<Recording, 'durationSeconds' | 'channel'>;
}

/** The scores over the recording's spectrogram, and what looks wrong with them. */
export function TrialResult({ trial, recording }: TrialResultProps) {
  const { channel } = recording;
  const duration = recording.durationSeconds ?? 0;
  const { windowSeconds, fromSeconds, scores } = trial;
  const strips = scores.map((each) => ({ ...each, windowSeconds, fromSeconds }));
  const [chosen, setChosen] = useState<ViewRange | null>(null);
  const window = chosen ?? (strips[0] === undefined ? null : highestWindow(strips[0]));
  const range = viewAround(duration, window);
  const state = useClip(duration > 0 ? { recordingId: trial.recordingId, channel, ...range } : null);
  return (
    <>
      {trial.warnings.map(({ message, detail }) => (
        <WarningNotice key={message}>
          {message}
          {detail !== undefined && (
            <details>
              <summary className="dim">Details</summary>
              <div className={styles['detail']}>{detail}</div>
            </details>
          )}
        </WarningNotice>
      ))}
      {state.fault !== null && <FaultNotice fault={state.fault} onRetry={state.retry} />}
      {strips.length > 0 && (
        <div>
          <div className={styles['pictures']}>
            <SpectrogramView clip={state.clip} range={range} mark={window} displayBandHz={null} still />
            <TimeAxis range={range} />
          </div>
          {strips.map((each) => (
            <ScoreStrip
              key={each.label}
              scores={each}
              name={each.label}
              {...{ duration, range, window }}
              onChoose={setChosen}
            />
          ))}
        </div>
      )}
      {trial.topLabels.length > 0 && (
        <Text size="sm" c="dimmed" className="numeric">
          {`Highest: ${trial.topLabels.map(({ label, confidence }) => `${label} ${confidenceText(confidence)}`).join(' · ')}`}
        </Text>
      )}
    </>
  );
}
