import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { ScorerPort } from '../contract/processes.ts';
import { readScorerReplies, type ScorerReply, type ScorerSettings } from '../core/scoring/scorer-messages.ts';
import { takeScorerSlot } from './scorer-slots.ts';

export type TrialScores = Pick<Extract<ScorerReply, { kind: 'scored' }>, 'windowCount' | 'lastWindowStart' | 'scores'>;

export interface TrialRun {
  readonly settings: ScorerSettings;
  readonly recordingPath: string;
  readonly signal: AbortSignal;
}

const ticket = 1;

/**
 * One recording through a scorer of its own, which ends with it: a running job is not disturbed, and whatever a foreign
 * model does to the native code, the engine stays. Errors: those of the scorer, `scorer-crashed`, `cancelled`.
 */
export async function runTrial(scorers: ScorerPort, trial: TrialRun): Promise<Outcome<TrialScores>> {
  const { promise, resolve } = Promise.withResolvers<Outcome<TrialScores>>();
  const slot = takeScorerSlot();
  const hear = (reply: ScorerReply): void => {
    if (reply.kind === 'configured') {
      scorers.send(slot, { kind: 'score', ticket, path: trial.recordingPath });
    } else if (reply.kind === 'scored') {
      resolve(succeed(reply));
    } else if (reply.kind === 'refused' || reply.kind === 'failed') {
      resolve({ ok: false, fault: reply.fault });
    }
  };
  const cancel = (): void => {
    resolve(fail('cancelled', 'The trial was stopped.'));
  };
  const stops = [
    scorers.onMessage((from, message) => {
      if (from === slot) {
        readScorerReplies(message).forEach(hear);
      }
    }),
    scorers.onExit((from, exit) => {
      if (from === slot) {
        const message =
          'The model’s native code crashed on this recording. Try another one; if it stays, the export is broken.';
        resolve(fail('scorer-crashed', message, exit.detail));
      }
    }),
  ];
  trial.signal.addEventListener('abort', cancel);
  if (trial.signal.aborted) {
    cancel();
  } else {
    scorers.start(slot);
    scorers.send(slot, { kind: 'configure', settings: trial.settings });
  }
  const outcome = await promise;
  trial.signal.removeEventListener('abort', cancel);
  stops.forEach((stop) => {
    stop();
  });
  scorers.stop(slot);
  return outcome;
}
