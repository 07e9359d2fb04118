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
  /** Files that were late once, and neither alone nor after the files before them: a busy machine, not a hang. */
  readonly excused: readonly FuzzFinding[];
  readonly readable: number;
  readonly peakMegabytes: number;
}

/** For a file that never ends; one that only takes long is told by the processor time that it takes. */
const mostMilliseconds = 30_000;
const startMilliseconds = 120_000;
const mostFindings = 50;
/** Files that the same process reads once more before a late one. */
const predecessors = 20;

/** Reads `count` mutated files in child processes; one that crashes or hangs is a finding, and the next goes on. */
export async function runFuzz(plan: FuzzPlan): Promise<FuzzReport> {
  const findings: FuzzFinding[] = [];
  const excused: FuzzFinding[] = [];
  let readable = 0;
  let peakMegabytes = 0;
  let from = plan.from;
  const end = plan.from + plan.count;
  while (from < end && findings.length < mostFindings) {
    const part = await runChild({ ...plan, from }, end);
    const isExcused = part.isHung && (await isFineAgain(plan, part));
    findings.push(...part.findings.slice(0, isExcused ? -1 : undefined));
    excused.push(...part.findings.slice(isExcused ? -1 : part.findings.length));
    readable += part.readable;
    peakMegabytes = Math.max(peakMegabytes, part.peakMegabytes);
    from = part.next;
  }
  return { findings, excused, readable, peakMegabytes };
}

/** A busy machine may make a good file late once: what hangs hangs again, alone or after those that came before it. */
async function isFineAgain(plan: FuzzPlan, { next, started }: ChildReport): Promise<boolean> {
  for (const from of [next - 1, Math.max(started, next - 1 - predecessors)]) {
    const again = await runChild({ ...plan, from }, next);
    if (again.findings.length > 0) {
      return false;
    }
  }
  return true;
}

interface ChildReport extends Omit<FuzzReport, 'excused'> {
  /** The first file that the process read. */
  readonly started: number;
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
        started: from,
        next: current.index + 1,
        isHung,
      });
    });
  });
}
