import type { Command } from 'commander';
import type { Report } from '../output.ts';
import type { Session } from '../session.ts';

export interface CommandContext {
  /** Runs `work` on the library of --library, prints its report and closes. */
  run(command: Command, work: (session: Session) => Promise<Report>): Promise<void>;
  /** Runs `work` without any library, and prints its report. */
  runAlone(command: Command, work: () => Promise<Report>): Promise<void>;
}

/** One command: one file, one line in the list. */
export type RegisterCommand = (program: Command, context: CommandContext) => void;
