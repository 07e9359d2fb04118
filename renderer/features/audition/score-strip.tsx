import type { KeyboardEvent } from 'react';
import type { WindowScores } from '../../../electron/contract/ranking.ts';
import { clockText } from '../../audio/frequency-scale.ts';
import type { ViewRange } from '../../audio/view-range.ts';
import { commonName, confidenceText } from '../../components/format.ts';
import { useSettings } from '../../state/settings.ts';
import styles from './audition.module.css';
import { barOf, indexOfWindow, windowAt, windowIndexAt } from './windows.ts';

interface ScoreStripProps {
  readonly scores: WindowScores;
  readonly duration: number;
  /** What the spectrogram shows. */
  readonly range: ViewRange;
  /** The window that is looked at. */
  readonly window: ViewRange | null;
  readonly onChoose: (window: ViewRange) => void;
  /** What the strip is called where several stand together. */
  readonly name?: string;
}

/** The model's confidence over the whole recording, window by window; a click shows another window. */
export function ScoreStrip({ scores, duration, range, window, onChoose, name }: ScoreStripProps) {
  const blind = useSettings((state) => state.blind);
  const current = indexOfWindow(scores, window);
  const choose = (index: number): void => {
    const chosen = windowAt(scores, Math.max(0, Math.min(scores.fromSeconds.length - 1, index)));
    if (chosen !== null) {
      onChoose(chosen);
    }
  };
  return (
    <div className={styles['scores']}>
      <span className={styles['scoresLabel']} title={name}>
        {name === undefined ? 'Model score' : commonName(name)}
      </span>
      <div
        className={styles['strip']}
        role="slider"
        tabIndex={0}
        aria-label={name === undefined ? 'Window of the recording' : `Windows scored for ${name}`}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, scores.fromSeconds.length - 1)}
        aria-valuenow={current}
        aria-valuetext={windowText(scores, current, blind)}
        onPointerDown={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          choose(windowIndexAt(scores, ((event.clientX - box.left) / box.width) * duration));
        }}
        onKeyDown={(event) => {
          const step = stepOfKey(event);
          if (step !== 0) {
            event.preventDefault();
            choose(current + step);
          }
        }}
      >
        <StripPicture scores={scores} duration={duration} range={range} current={current} blind={blind} />
      </div>
      <div className={styles['stripFoot']}>
        <span>{windowText(scores, current, blind)}</span>
        <span>{clockText(duration, 0)}</span>
      </div>
    </div>
  );
}

interface StripPictureProps {
  readonly scores: WindowScores;
  readonly duration: number;
  readonly range: ViewRange;
  readonly current: number;
  readonly blind: boolean;
}

/** Drawn in shares of the recording (x) and confidence (y, from below). */
function StripPicture({ scores, duration, range, current, blind }: StripPictureProps) {
  return (
    <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden>
      {scores.confidence.map((confidence, index) => {
        const { left, width } = barOf(scores, index, duration);
        const height = blind ? 0.5 : Math.max(0.02, confidence);
        const fill = index === current ? 'var(--em-accent)' : 'var(--em-bar)';
        return (
          <rect
            key={scores.fromSeconds[index]}
            x={left}
            width={width}
            y={1 - height}
            height={height}
            fill={fill}
            opacity={index === current ? 1 : 0.6}
          />
        );
      })}
      <rect
        x={range.fromSeconds / duration}
        width={(range.toSeconds - range.fromSeconds) / duration}
        y={0}
        height={1}
        fill="none"
        stroke="var(--em-text)"
        strokeWidth={1.5}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

function windowText(scores: WindowScores, index: number, blind: boolean): string {
  const window = windowAt(scores, index);
  if (window === null) {
    return '';
  }
  const place = `${clockText(window.fromSeconds, 1)} to ${clockText(window.toSeconds, 1)}`;
  return blind ? place : `${place}: ${confidenceText(scores.confidence[index] ?? 0)}`;
}

function stepOfKey({ key }: KeyboardEvent): number {
  return key === 'ArrowRight' || key === 'ArrowUp' ? 1 : key === 'ArrowLeft' || key === 'ArrowDown' ? -1 : 0;
}
