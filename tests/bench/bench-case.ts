import type { Measurement } from './measurement.ts';

export interface BenchContext {
  /** Small sizes and few rounds: whether it runs at all, not how fast it is. */
  readonly quick: boolean;
  /** How often each number is taken. */
  readonly rounds: number;
  /** A folder of this case's own, removed after it. */
  readonly folder: string;
  /** What is costly to make and the same every time (models); kept between runs, outside the repository. */
  readonly cacheFolder: string;
  /** Says on stderr what is being done. */
  say(line: string): void;
}

/** One case of the report; it runs in a process of its own. */
export interface BenchCase {
  readonly id: string;
  readonly label: string;
  /** What is to be reached, in words. */
  readonly reach: string;
  run(context: BenchContext): Promise<Measurement[]>;
}
