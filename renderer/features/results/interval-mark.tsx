import type { MetricDifference } from '../../../electron/contract/results.ts';
import styles from './results.module.css';

const WIDTH = 132;
const HEIGHT = 16;

/** How far intervals reach from zero on either side, so that all rows share one scale. */
export function intervalRange(differences: readonly MetricDifference[]): number {
  const reach = differences.flatMap(({ mean, low, high }) => [mean, low ?? 0, high ?? 0].map(Math.abs));
  return Math.max(0.001, ...reach);
}

interface IntervalMarkProps {
  readonly difference: MetricDifference | undefined;
  readonly range: number;
}

/** The difference as a dot and its interval as a line, about a line at zero. The numbers stand beside it. */
export function IntervalMark({ difference, range }: IntervalMarkProps) {
  if (difference === undefined) {
    return null;
  }
  const x = (value: number): number => WIDTH / 2 + (value / range) * (WIDTH / 2 - 4);
  const { mean, low, high } = difference;
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden className={styles['interval']}>
      <line x1={x(0)} x2={x(0)} y1={0} y2={HEIGHT} className={styles['zero']} />
      {low !== null && high !== null && <line x1={x(low)} x2={x(high)} y1={HEIGHT / 2} y2={HEIGHT / 2} />}
      <circle cx={x(mean)} cy={HEIGHT / 2} r={3} />
    </svg>
  );
}
