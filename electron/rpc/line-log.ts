import type { Log } from './log.ts';

/** A log of JSON lines; where the lines go is the caller's business. */
export function createLineLog(source: string, write: (line: string) => void): Log {
  return (level, message, details = {}) =>
    write(`${JSON.stringify({ at: new Date().toISOString(), level, source, message, ...details })}\n`);
}

/** For places where nobody reads the log: tests and one-shot calls. */
export const silentLog: Log = () => undefined;
