import { fail, type Fault } from '../contract/outcome.ts';
import type { Session } from './session.ts';

/** npm passes one Ctrl-C on once more at each of its levels; copies arrive within this time. */
const sameSignalMilliseconds = 700;
const exitCode = 130;

/**
 * Ctrl-C, or the end of whoever started us, closes the library in order: what is finished stays, and the job can be
 * resumed. A second Ctrl-C does not wait. The returned function ends the watch.
 */
export function closeWhenInterrupted(session: Session, report: (fault: Fault) => void): () => void {
  let since: number | null = null;
  const interrupt = (): void => {
    const now = performance.now();
    if (since !== null) {
      if (now - since > sameSignalMilliseconds) {
        process.exit(exitCode);
      }
      return;
    }
    since = now;
    void session.close().finally(() => {
      const message = 'Stopped. What was finished is kept; a job that was under way goes on with: earmark jobs resume';
      report(fail('cancelled', message).fault);
      process.exit(exitCode);
    });
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  signals.forEach((signal) => process.on(signal, interrupt));
  return () => {
    signals.forEach((signal) => process.off(signal, interrupt));
  };
}
