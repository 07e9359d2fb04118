import type { ProgramName } from '../../../electron/host/process-factory.ts';
import { residentMegabytes } from './process-figures.ts';

export interface MemoryReadings {
  /** Each time the largest process of its kind, in MB. */
  readonly all: readonly number[];
  /** Mean of the last quarter of the time less mean of the second: what is taken once at the start does not count. */
  readonly growth: number;
}

export interface MemoryWatch {
  /** Forgets what was read so far. */
  begin(): void;
  stop(): void;
  readings(): Readonly<Record<ProgramName, MemoryReadings>>;
}

const everyMilliseconds = 100;

/** Reads the resident memory of processes that come and go, ten times a second, until it is stopped. */
export function watchMemory(pids: () => Readonly<Record<ProgramName, readonly number[]>>): MemoryWatch {
  const kept: Record<ProgramName, number[]> = { engine: [], scorer: [] };
  const timer = setInterval(() => {
    const alive = pids();
    for (const program of ['engine', 'scorer'] as const) {
      const sizes = alive[program].map(residentMegabytes).filter((size) => size !== null);
      if (sizes.length > 0) {
        kept[program].push(Math.max(...sizes));
      }
    }
  }, everyMilliseconds);
  return {
    begin: () => {
      kept.engine = [];
      kept.scorer = [];
    },
    stop: () => {
      clearInterval(timer);
    },
    readings: () => ({ engine: readingsOf(kept.engine), scorer: readingsOf(kept.scorer) }),
  };
}

function readingsOf(all: readonly number[]): MemoryReadings {
  const quarter = Math.floor(all.length / 4);
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return { all, growth: mean(all.slice(-quarter)) - mean(all.slice(quarter, 2 * quarter)) };
}
