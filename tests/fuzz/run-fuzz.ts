import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { FuzzMessage } from './fuzz-program.ts';

export interface FuzzPlan {
  /** Inputs and mutated files go here. */
  readonly folder: string;
  readonly seed: number;
  readonly from: number;
  readonly count: number;
  /** Only inputs whose names contain this. */
  readonly only: string;
}

export interface FuzzFinding {
  readonly index: number;
  readonly input: string;
  readonly what: string;
}

export interface FuzzReport {
  readonly findings: readonly FuzzFinding[];
  readonly readable: number;
  readonly peakMegabytes: number;
}

const mostMilliseconds = 2000;
const startMilliseconds = 20_000;
const mostFindings = 50;

/** Reads `count` mutated files in child processes; one that crashes or hangs is a finding, and the next goes on. */
export async function runFuzz(plan: FuzzPlan): Promise<FuzzReport> {
  const findings: FuzzFinding[] = [];
  let readable = 0;
  let peakMegabytes = 0;
  let from = plan.from;
  const end = plan.from + plan.count;
  while (from < end && findings.length < mostFindings) {
    const part = await runChild({ ...plan, from }, end);
    const again = part.isHung ? await runChild({ ...plan, from: part.next - 1 }, part.next) : null;
    // A busy machine may make a good file late once: what hangs hangs again.
    const isExcused = again !== null && again.findings.length === 0;
    findings.push(...part.findings.slice(0, isExcused ? -1 : undefined));
    readable += part.readable;
    peakMegabytes = Math.max(peakMegabytes, part.peakMegabytes);
    from = part.next;
  }
  return { findings, readable, peakMegabytes };
}

interface ChildReport extends FuzzReport {
  readonly next: number;
  readonly isHung: boolean;
}

function runChild(plan: FuzzPlan, end: number): Promise<ChildReport> {
  const { folder, seed, from, only } = plan;
  const child = fork(join(import.meta.dirname, 'fuzz-program.ts'), [folder, seed, from, end, only].map(String), {
    execArgv: ['--max-old-space-size=192'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  return new Promise((resolve) => {
    const findings: FuzzFinding[] = [];
    let current = { index: from, input: 'no input yet' };
    let done: { readable: number; peakMegabytes: number } | null = null;
    let isHung = false;
    let errors = '';
    const watch = (milliseconds: number): NodeJS.Timeout =>
      setTimeout(() => {
        isHung = true;
        child.kill('SIGKILL');
      }, milliseconds);
    let timer = watch(startMilliseconds);
    child.stderr?.on('data', (piece: Buffer) => (errors = (errors + piece.toString()).slice(-2000)));
    child.on('message', (message: FuzzMessage) => {
      clearTimeout(timer);
      timer = watch(mostMilliseconds);
      if (message.kind === 'done') {
        done = message;
      } else {
        current = message;
        findings.push(...(message.kind === 'broke' ? [{ ...current, what: message.message }] : []));
      }
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (done === null) {
        const what = isHung ? `no answer within ${mostMilliseconds} ms` : `died: ${signal ?? code}\n${errors}`;
        findings.push({ ...current, what });
      }
      resolve({
        findings,
        readable: done?.readable ?? 0,
        peakMegabytes: done?.peakMegabytes ?? 0,
        next: current.index + 1,
        isHung,
      });
    });
  });
}
