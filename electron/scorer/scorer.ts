import { setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Fault } from '../contract/outcome.ts';
import type { ScorerFile, ScorerReply, ScorerRequest, ScorerSettings } from '../core/scoring/scorer-messages.ts';
import type { InferenceBackend } from '../../native-models/runtime/inference-backend.ts';
import { KeptSessions } from '../../native-models/runtime/kept-sessions.ts';
import { createOnnxBackend } from '../../native-models/runtime/onnx-backend.ts';
import { describeSession } from '../../native-models/runtime/onnx-session.ts';
import { chooseBatch } from './choose-batch.ts';
import type { BatchPart, DecodedBatch, DecodeRequest } from './decode-messages.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { runBatch } from './run-batch.ts';
import { createFileScorer, type FileScorer } from './score-file.ts';

interface Loaded {
  readonly settings: ScorerSettings;
  readonly backend: InferenceBackend;
}

const backgroundPriority = 5;
const tellEveryMilliseconds = 1_000;

/**
 * One model on this process's main thread, fed by a decoding thread. Requests and decoded batches are worked off one
 * after the other, in order; a file's faults are replies, never exceptions.
 */
export class Scorer {
  readonly #decoder: Worker;
  readonly #outbox: Outbox;
  readonly #files = new Map<number, FileScorer>();
  readonly #abandoned = new Set<number>();
  /** Those that `began` named last. */
  #begun: ReadonlySet<number> = new Set();
  #loaded: Loaded | null = null;
  #generation = 0;
  readonly #sessions = new KeptSessions();
  #toldAt = 0;
  #chain: Promise<void> = Promise.resolve();

  constructor(decoderUrl: URL, send: (replies: readonly ScorerReply[]) => void) {
    this.#outbox = createOutbox(send);
    this.#decoder = new Worker(decoderUrl);
    this.#decoder.on('message', (batch: DecodedBatch) => {
      this.#enqueue(() => this.#handleBatch(batch));
    });
    this.#decoder.on('error', (error) => {
      // It never throws on a file's account; without it this process is of no use, and its supervisor starts another.
      throw error;
    });
  }

  handle(request: ScorerRequest): void {
    this.#enqueue(() => this.#serve(request));
  }

  #enqueue(work: () => Promise<void>): void {
    this.#chain = this.#chain.then(work);
  }

  #serve(request: ScorerRequest): Promise<void> {
    switch (request.kind) {
      case 'describe':
        return this.#describe(request.modelPath);
      case 'configure':
        return this.#configure(request.settings);
      case 'score':
        this.#startDecoding(request.files);
        return Promise.resolve();
    }
  }

  async #describe(modelPath: string): Promise<void> {
    // Opening another file may release what is loaded.
    await this.#unload();
    const opened = await this.#sessions.open(modelPath, 1);
    this.#reply(
      opened.ok
        ? { kind: 'described', description: describeSession(opened.value) }
        : { kind: 'refused', fault: opened.fault },
    );
  }

  async #unload(): Promise<void> {
    await this.#loaded?.backend.release();
    this.#loaded = null;
  }

  async #configure(settings: ScorerSettings): Promise<void> {
    await this.#unload();
    if (settings.isBackground === true) {
      stepBack();
    }
    const created = await createOnnxBackend(settings, (path, threads) => this.#sessions.open(path, threads));
    if (!created.ok) {
      this.#reply({ kind: 'refused', fault: created.fault });
      return;
    }
    const backend = created.value;
    const isTrial = settings.trialWindows !== undefined;
    const batchSize = Math.min(settings.batchSize, backend.maximumBatch);
    const choice = isTrial ? { batchSize, mixesFiles: false } : await chooseBatch(backend, settings);
    const { sampleRate, windowSamples, hopSamples } = settings;
    const windows = { sampleRate, windowSamples, hopSamples, access: 'blocking' as const };
    this.#generation += 1;
    this.#send({
      kind: 'configure',
      settings: { generation: this.#generation, windows, preparation: settings, ...choice },
    });
    this.#loaded = { settings, backend };
    this.#reply({ kind: 'configured' });
  }

  #startDecoding(files: readonly ScorerFile[]): void {
    const asked = new Set(files.map(({ ticket }) => ticket));
    this.#begun = new Set([...this.#begun].filter((ticket) => !asked.has(ticket)));
    if (this.#loaded === null) {
      asked.forEach((ticket) => {
        this.#giveUp(ticket, { code: 'unexpected', message: 'No model is loaded in this scorer.' });
      });
      return;
    }
    this.#send({ kind: 'decode', files });
  }

  async #handleBatch({ generation, samples, parts }: DecodedBatch): Promise<void> {
    if (this.#loaded !== null && generation === this.#generation) {
      await this.#infer(this.#loaded, samples, parts);
    } else {
      // The rest of a trial that had heard enough, for a model that is no longer loaded.
      parts.filter(({ end }) => end !== 'more').forEach(({ ticket }) => this.#abandoned.delete(ticket));
    }
    this.#decoder.postMessage({ kind: 'returned', generation, samples } satisfies DecodeRequest, [samples.buffer]);
  }

  /** Runs the model on a batch; where it refuses windows of several recordings, on each recording's by themselves. */
  async #infer(model: Loaded, samples: Float32Array, parts: readonly BatchPart[]): Promise<void> {
    const { windowSamples, labelCount } = model.settings;
    const heard = parts.filter(({ ticket, starts }) => starts.length > 0 && !this.#abandoned.has(ticket));
    const windows = parts.reduce((sum, { starts }) => sum + starts.length, 0);
    if (heard.length > 0) {
      this.#tellBegun(heard.map(({ ticket }) => ticket));
      this.#outbox.flush();
      const output = await runBatch(model.backend, samples.subarray(0, windows * windowSamples), {
        windows,
        labelCount,
      });
      if (!output.ok && parts.length > 1) {
        await this.#inferOneByOne(model, samples, parts);
        return;
      }
      if (!output.ok) {
        heard.forEach(({ ticket }) => {
          this.#abandon(ticket);
          this.#giveUp(ticket, output.fault);
        });
      } else {
        this.#share(model, output.value, parts);
      }
    }
    parts.forEach((part) => {
      this.#end(part);
    });
  }

  /** Before native code touches a recording for the first time. */
  #tellBegun(tickets: number[]): void {
    if (tickets.some((ticket) => !this.#begun.has(ticket))) {
      this.#begun = new Set(tickets);
      this.#reply({ kind: 'began', tickets });
    }
  }

  async #inferOneByOne(model: Loaded, samples: Float32Array, parts: readonly BatchPart[]): Promise<void> {
    let first = 0;
    for (const part of parts) {
      await this.#infer(model, samples.subarray(first * model.settings.windowSamples), [part]);
      first += part.starts.length;
    }
  }

  /** Hands every recording the rows of its windows. */
  #share({ settings }: Loaded, output: Float32Array, parts: readonly BatchPart[]): void {
    let first = 0;
    for (const { ticket, starts } of parts) {
      const rows = output.subarray(first * settings.labelCount, (first + starts.length) * settings.labelCount);
      first += starts.length;
      if (starts.length > 0 && !this.#abandoned.has(ticket)) {
        const file = this.#files.get(ticket) ?? createFileScorer(settings);
        this.#files.set(ticket, file);
        file.add(rows, starts);
        this.#tellHowFar(ticket, file);
      }
    }
  }

  #tellHowFar(ticket: number, file: FileScorer): void {
    const now = performance.now();
    if (file.isEnough()) {
      this.#finish(ticket);
      this.#abandon(ticket);
    } else if (now - this.#toldAt >= tellEveryMilliseconds) {
      this.#toldAt = now;
      this.#reply({ kind: 'heard', ticket, windowCount: file.windowCount() });
    }
  }

  #end({ ticket, end }: BatchPart): void {
    if (end === 'more') {
      return;
    }
    const isAbandoned = this.#abandoned.delete(ticket);
    if (!isAbandoned && end === 'complete') {
      this.#finish(ticket);
    } else if (!isAbandoned && end !== 'complete') {
      this.#giveUp(ticket, end);
    }
  }

  /** Whatever still comes of this recording is not wanted. */
  #abandon(ticket: number): void {
    this.#abandoned.add(ticket);
    this.#send({ kind: 'abandon', ticket });
  }

  #finish(ticket: number): void {
    const finished = this.#files.get(ticket)?.finish();
    this.#files.delete(ticket);
    if (finished !== undefined) {
      this.#reply(
        finished.ok ? { kind: 'scored', ticket, ...finished.value } : { kind: 'failed', ticket, fault: finished.fault },
      );
    }
  }

  #giveUp(ticket: number, fault: Fault): void {
    this.#files.delete(ticket);
    this.#reply({ kind: 'failed', ticket, fault });
  }

  #reply(reply: ScorerReply): void {
    this.#outbox.add(reply);
  }

  #send(request: DecodeRequest): void {
    this.#decoder.postMessage(request);
  }
}

/** The inference thread's priority falls a little: with free cores nothing changes, on busy ones a person's clip goes first. */
function stepBack(): void {
  try {
    setPriority(backgroundPriority);
  } catch {
    // A sandbox may forbid it; then everything is of one priority, as it was.
  }
}
