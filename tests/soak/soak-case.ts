import type { FinalRow } from '../support/final-table.ts';

/** What every case starts from: recordings, a library that has read them in, and what scoring them comes to. */
export interface SoakGround {
  readonly card: string;
  /** To be copied; its one source is `card`. */
  readonly libraryFolder: string;
  readonly undisturbed: readonly FinalRow[];
  /** How long that took with two scorers. */
  readonly undisturbedSeconds: number;
  /** Every stored window score of the undisturbed run, by path, in hexadecimal. */
  readonly undisturbedWindows: ReadonlyMap<string, string>;
}

export interface SoakContext extends SoakGround {
  readonly kills: number;
  /** Numbers in [0, 1), from the seed. */
  readonly random: () => number;
  /** A folder of this case's own. */
  readonly folder: string;
  say(line: string): void;
}

/** One storm. It throws where Earmark did not stand it, and returns what was seen. */
export interface SoakCase {
  readonly id: string;
  readonly label: string;
  run(context: SoakContext): Promise<SoakReport>;
}

/** Lines for a person, or why there are none. */
export type SoakReport = { readonly lines: readonly string[] } | { readonly skipped: string };
