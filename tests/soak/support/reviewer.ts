import { setTimeout as sleep } from 'node:timers/promises';
import { FaultError } from '../../../electron/contract/outcome.ts';
import type { Verdict } from '../../../electron/contract/identifiers.ts';
import type { EarmarkCall } from '../../support/earmark-call.ts';

const verdicts: readonly Verdict[] = ['present', 'absent', 'unsure'];
const betweenMilliseconds = 60;

export interface Reviewer {
  /** Stops deciding; says how it went. Throws where a finding that was acknowledged is not in the library. */
  finish(ask: EarmarkCall): Promise<ReviewerReport>;
}

export interface ReviewerReport {
  readonly acknowledged: number;
  /** Cut off by a kill: the person never heard that they were kept. */
  readonly cutOff: number;
  /** Refused with this code. */
  readonly refused: Readonly<Record<string, number>>;
}

/**
 * A person who decides on one recording after the other while the storm goes on. Each recording is decided on once, so
 * that what was acknowledged is what must be found at the end.
 */
export function startReviewer(call: EarmarkCall, label: string, recordingIds: readonly number[]): Reviewer {
  const acknowledged = new Map<number, Verdict>();
  const refused: Record<string, number> = {};
  let cutOff = 0;
  let isOver = false;
  const work = async (): Promise<void> => {
    for (const [index, recordingId] of recordingIds.entries()) {
      if (isOver) {
        return;
      }
      const verdict = verdicts[index % verdicts.length] ?? 'unsure';
      try {
        await call('finding/record', { recordingId, label, verdict, note: `heard as number ${index}` });
        acknowledged.set(recordingId, verdict);
      } catch (error) {
        const code = error instanceof FaultError ? error.fault.code : 'unavailable';
        if (code === 'unavailable') {
          cutOff += 1;
        } else {
          refused[code] = (refused[code] ?? 0) + 1;
        }
      }
      await sleep(betweenMilliseconds);
    }
  };
  const working = work();
  return {
    finish: async (ask) => {
      isOver = true;
      await working;
      for (const [recordingId, verdict] of acknowledged) {
        const { findings } = await ask('recording/detail', { recordingId });
        const kept = findings.find((finding) => finding.label === label)?.verdict;
        if (kept !== verdict) {
          throw new Error(
            `the finding ${verdict} on recording ${recordingId} was acknowledged; kept is ${String(kept)}`,
          );
        }
      }
      return { acknowledged: acknowledged.size, cutOff, refused };
    },
  };
}
