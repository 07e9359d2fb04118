import type { ProcessExit } from '../contract/processes.ts';

export type ProgramName = 'engine' | 'scorer';

/** A child process, whichever way it was started. Its owner stops it; it may die at any moment of its own accord. */
export interface ManagedProcess {
  readonly pid: number | undefined;
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, after the last message. */
  onExit(listener: (exit: ProcessExit) => void): void;
  /** Ends it now. Scorers hold nothing worth saving, and the engine's database survives. */
  kill(): void;
}

/** `child_process.fork` for the web host and the CLI, `utilityProcess.fork` under Electron. */
export interface ProcessFactory {
  start(program: ProgramName, programArguments: readonly string[]): ManagedProcess;
}
