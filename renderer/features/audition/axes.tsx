import { frequencyTicks, timeTicks, type FrequencyScale } from '../../audio/frequency-scale.ts';
import type { Band } from '../../audio/levels.ts';
import type { ViewRange } from '../../audio/view-range.ts';
import styles from './audition.module.css';

interface FrequencyAxisProps {
  readonly band: Band;
  readonly scale: FrequencyScale;
  /** Height in pixels. */
  readonly height: number;
}

const TICK_PIXELS = 26;
const TIME_TICK_SHARE = 0.14;

export function FrequencyAxis({ band, scale, height }: FrequencyAxisProps) {
  const ticks = height > 0 ? frequencyTicks(band, scale, TICK_PIXELS / height) : [];
  return (
    <div className={styles['axisY']} aria-hidden>
      {ticks.map(({ position, text }) => (
        <span key={text} style={{ bottom: `clamp(6px, ${position * 100}%, calc(100% - 8px))` }}>
          {text}
        </span>
      ))}
    </div>
  );
}

export function TimeAxis({ range }: { readonly range: ViewRange }) {
  const ticks =
    range.toSeconds > range.fromSeconds ? timeTicks(range.fromSeconds, range.toSeconds, TIME_TICK_SHARE) : [];
  return (
    <div className={styles['axisX']} aria-hidden>
      {ticks.map(({ position, text }) => (
        <span
          key={text}
          data-edge={position < 0.03 ? 'start' : position > 0.95 ? 'end' : undefined}
          style={{ left: `${position * 100}%` }}
        >
          {text}
        </span>
      ))}
    </div>
  );
}
