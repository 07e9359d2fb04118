import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { median } from '../measurement.ts';

export interface BareModel {
  readonly path: string;
  readonly inputName: string;
  readonly scoresName: string;
  readonly windowSamples: number;
}

/** Parent → bare session. */
export interface BareRequest {
  readonly batch: number;
  readonly seconds: number;
}

/** Bare session → parent. */
export interface BareReply {
  readonly windowsPerSecond: number;
  /** Processor time that one window took. */
  readonly processorMilliseconds: number;
}

/** Sessions of one inference thread each, every one in a process of its own, as scorers are. */
export interface BareSessions {
  /** The first `processes` sessions, all at work at the same time: their windows a second together, the mean of their cost. */
  rate(processes: number, request: BareRequest): Promise<BareReply>;
  stop(): void;
}

export function startBareSessions(model: BareModel, processes: number): BareSessions {
  const program = join(import.meta.dirname, 'bare-session-program.ts');
  const children = Array.from({ length: processes }, () => fork(program, [JSON.stringify(model)]));
  return {
    rate: async (count, request) => {
      const replies = await Promise.all(children.slice(0, count).map((child) => ask(child, request)));
      const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
      return {
        windowsPerSecond: sum(replies.map((reply) => reply.windowsPerSecond)),
        processorMilliseconds: sum(replies.map((reply) => reply.processorMilliseconds)) / replies.length,
      };
    },
    stop: () => {
      children.forEach((child) => child.kill('SIGKILL'));
    },
  };
}

/** The batch at which sessions of this number are fastest, by the median of turns in which each batch comes once. */
export async function findBestBatch(sessions: BareSessions, processes: number, seconds: number): Promise<number> {
  const batches = [1, 2, 4, 8];
  const rates = new Map<number, number[]>(batches.map((batch) => [batch, []]));
  for (let turn = 0; turn < 3; turn += 1) {
    for (const batch of batches) {
      rates.get(batch)?.push((await sessions.rate(processes, { batch, seconds })).windowsPerSecond);
    }
  }
  const fastest = [...rates].sort(([, left], [, right]) => median(right) - median(left))[0];
  return fastest?.[0] ?? 1;
}

function ask(child: ChildProcess, request: BareRequest): Promise<BareReply> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      reject(new Error('a bare session ended'));
    };
    child.once('exit', end);
    // Parent and child are the same build: the message is what `BareReply` says.
    child.once('message', (reply) => {
      child.off('exit', end);
      resolve(reply as BareReply);
    });
    child.send(request);
  });
}
