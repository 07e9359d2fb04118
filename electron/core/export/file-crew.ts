import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { FaultError } from '../../contract/outcome.ts';
import type { CrewReply, CrewRequest, FileResult, FileTask } from './file-task.ts';

export interface CrewOptions {
  readonly signal?: AbortSignal;
  /**
   * Hears of every finished file, in any order. What it throws stops the work. A file that could not be done is for it to
   * judge: the crew goes on.
   */
  readonly onResult: (result: FileResult, index: number) => void;
}

/** A few threads that copy, link, hash and look at files, so that neither the engine nor one core has to. */
export interface FileCrew {
  /** Works on all tasks. Throws what `onResult` threw or the abort reason; when it settles, nothing is running any more. */
  run(tasks: readonly FileTask[], options: CrewOptions): Promise<void>;
  close(): Promise<void>;
}

const batchFiles = 64;
const batchLooks = 1024;
const batchBytes = 4 * 1024 * 1024;
/** A batch is under way and another one waits, so that no thread idles between two. */
const batchesAWorker = 2;
/** Reading a disk from more threads than this makes it slower. */
const mostWorkers = 4;
const idleMilliseconds = 60_000;

const workerFile = import.meta.url.endsWith('.ts') ? './file-worker.ts' : './file-worker.js';

interface Batch {
  readonly first: number;
  readonly tasks: readonly FileTask[];
}

function bytesOf(task: FileTask): number {
  return task.kind === 'hash' ? batchBytes / 8 : task.kind === 'look' ? 0 : task.file.sizeBytes;
}

/** Tasks in handfuls: a message a file would cost as much as the copying of a small one. */
function* batchesOf(tasks: readonly FileTask[]): Generator<Batch> {
  let first = 0;
  let bytes = 0;
  for (let index = 0; index < tasks.length; index += 1) {
    const task = tasks[index];
    bytes += task === undefined ? 0 : bytesOf(task);
    const most = task?.kind === 'look' ? batchLooks : batchFiles;
    if (bytes >= batchBytes || index - first + 1 >= most || index === tasks.length - 1) {
      yield { first, tasks: tasks.slice(first, index + 1) };
      first = index + 1;
      bytes = 0;
    }
  }
}

/** The threads start with the first work and end a minute after the last. */
export function createFileCrew(size = Math.max(2, Math.min(mostWorkers, availableParallelism()))): FileCrew {
  let workers: Worker[] = [];
  let idle: NodeJS.Timeout | undefined;
  let users = 0;

  const dismiss = async (): Promise<void> => {
    const leaving = workers;
    workers = [];
    await Promise.all(leaving.map((worker) => worker.terminate()));
  };
  const forget = (gone: Worker): void => {
    workers = workers.filter((worker) => worker !== gone);
  };
  const engage = (): readonly Worker[] => {
    clearTimeout(idle);
    users += 1;
    while (workers.length < size) {
      workers.push(startWorker(forget));
    }
    workers.forEach((worker) => {
      worker.ref();
    });
    return [...workers];
  };
  const release = (): void => {
    users -= 1;
    if (users === 0) {
      workers.forEach((worker) => {
        worker.unref();
      });
      idle = setTimeout(() => void dismiss(), idleMilliseconds).unref();
    }
  };
  return {
    run: async (tasks, options) => {
      options.signal?.throwIfAborted();
      if (tasks.length === 0) {
        return;
      }
      try {
        await new CrewRun(tasks, options).on(engage());
      } finally {
        release();
      }
    },
    close: async () => {
      clearTimeout(idle);
      await dismiss();
    },
  };
}

/** A thread that ended by itself is replaced with the next work. */
function startWorker(onExit: (worker: Worker) => void): Worker {
  const worker = new Worker(new URL(workerFile, import.meta.url), {
    // What the program was started with (--input-type, --eval) is not for its threads.
    execArgv: [],
  });
  worker.setMaxListeners(0);
  worker.once('exit', () => {
    onExit(worker);
  });
  return worker;
}

/** Batches are numbered over all runs, because two runs may share the threads. */
let batchNumber = 0;

/** One run of tasks over the threads. */
class CrewRun {
  readonly #queue: Generator<Batch>;
  readonly #options: CrewOptions;
  readonly #stop = new SharedArrayBuffer(4);
  readonly #underWay = new Map<number, Batch>();
  readonly #over = Promise.withResolvers<undefined>();
  #failure: { readonly reason: unknown } | null = null;

  constructor(tasks: readonly FileTask[], options: CrewOptions) {
    this.#queue = batchesOf(tasks);
    this.#options = options;
  }

  async on(workers: readonly Worker[]): Promise<void> {
    const { signal } = this.#options;
    const abort = (): void => {
      this.#failWith(signal?.reason);
    };
    const leave = workers.map((worker) => this.#listenTo(worker));
    signal?.addEventListener('abort', abort);
    try {
      for (let round = 0; round < batchesAWorker; round += 1) {
        workers.forEach((worker) => {
          this.#give(worker);
        });
      }
      await this.#over.promise;
    } finally {
      signal?.removeEventListener('abort', abort);
      leave.forEach((stopListening) => {
        stopListening();
      });
    }
    if (this.#failure !== null) {
      throw this.#failure.reason;
    }
  }

  #listenTo(worker: Worker): () => void {
    const onMessage = (reply: CrewReply): void => {
      this.#take(worker, reply);
    };
    // Its work is lost, and nobody would say so: the whole run ends.
    const onEnd = (cause: unknown): void => {
      const fault = { code: 'export-failed', message: 'Copying stopped. Try again.', detail: String(cause) } as const;
      this.#failWith(new FaultError(fault));
      this.#over.reject(new FaultError(fault));
    };
    worker.on('message', onMessage).on('error', onEnd).on('exit', onEnd);
    return () => {
      worker.off('message', onMessage).off('error', onEnd).off('exit', onEnd);
    };
  }

  #failWith(reason: unknown): void {
    this.#failure ??= { reason };
    Atomics.store(new Int32Array(this.#stop), 0, 1);
  }

  #give(worker: Worker): void {
    const next = this.#failure === null ? this.#queue.next() : undefined;
    if (next !== undefined && next.done !== true) {
      batchNumber += 1;
      this.#underWay.set(batchNumber, next.value);
      worker.postMessage({ batch: batchNumber, tasks: next.value.tasks, stop: this.#stop } satisfies CrewRequest);
    } else if (this.#underWay.size === 0) {
      this.#over.resolve(undefined);
    }
  }

  #take(worker: Worker, { batch, results }: CrewReply): void {
    const done = this.#underWay.get(batch);
    if (done === undefined) {
      return;
    }
    this.#underWay.delete(batch);
    try {
      results.forEach((result, index) => {
        if (this.#failure === null) {
          this.#options.onResult(result, done.first + index);
        }
      });
    } catch (error) {
      this.#failWith(error);
    }
    this.#give(worker);
  }
}
