import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { BenchCase } from './bench-case.ts';
import type { CaseReply } from './case-program.ts';
import { describeMachine, measureLoad } from './machine.ts';
import type { CaseResult } from './results.ts';

/** Runs a case in a process of its own. A case that fails is a result too: it says why. */
export async function runCase(benchCase: BenchCase, quick: boolean): Promise<CaseResult> {
  const { id, label, reach } = benchCase;
  const machine = describeMachine();
  const loadBefore = await measureLoad();
  const measuredAt = new Date().toISOString();
  const started = performance.now();
  const reply = await replyOf(id, quick);
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  return {
    id,
    label,
    reach,
    quick,
    measuredAt,
    seconds,
    machine,
    loadBefore,
    loadAfter: await measureLoad(),
    measurements: reply.kind === 'measurements' ? [...reply.measurements] : [],
    failure: reply.kind === 'failed' ? reply.reason : null,
  };
}

function replyOf(id: string, quick: boolean): Promise<CaseReply> {
  const child = fork(join(import.meta.dirname, 'case-program.ts'), [id, quick ? 'quick' : 'full']);
  return new Promise((resolve) => {
    // Parent and child are the same build: the message is what `CaseReply` says.
    child.once('message', (message) => {
      resolve(message as CaseReply);
    });
    child.once('exit', (code, signal) => {
      resolve({ kind: 'failed', reason: `its process ended (${signal ?? `exit code ${String(code)}`})` });
    });
  });
}
