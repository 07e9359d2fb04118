import { setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Fault } from '../contract/outcome.ts';
import type { ScorerReply, ScorerRequest, ScorerSettings } from '../core/scoring/scorer-messages.ts';
import type { InferenceBackend } from '../../native-models/runtime/inference-backend.ts';
import { KeptSessions } from '../../native-models/runtime/kept-sessions.ts';
import { createOnnxBackend } from '../../native-models/runtime/onnx-backend.ts';
import { describeSession } from '../../native-models/runtime/onnx-session.ts';
import { ScoreShapeError } from '../../native-models/runtime/read-scores.ts';
import type { DecodeReply, DecodeRequest } from './decode-messages.ts';
import { createFileScorer, type FileScorer } from './score-file.ts';

interface Loaded {
  readonly settings: ScorerSettings;
  readonly backend: InferenceBackend;
}

const backgroundPriority = 5;
const tellEveryMilliseconds = 1_000;

type DecodedBatch = Extract<DecodeReply, { kind: 'batch' }>;

/**
 * One model on this process's main thread, fed by a decoding thread. Requests and decoded batches are worked off one
 * after the other, in order; a file's faults are replies, never exceptions.
 */
export class Scorer {
  readonly #decoder: Worker;
  readonly #reply: (message: ScorerReply) => void;
  readonly #files = new Map<number, FileScorer>();
  /** Files of which more is decoded than anyone wants; until their decoding ends. */
  readonly #abandoned = new Set<number>();
  readonly #sessions = new KeptSessions();
  #loaded: Loaded | null = null;
  #toldAt = 0;
  #chain: Promise<void> = Promise.resolve();

  constructor(decoderUrl: URL, reply: (message: ScorerReply) => void) {
    this.#reply = reply;
    this.#decoder = new Worker(decoderUrl);
    this.#decoder.on('message', (message: DecodeReply) => {
      this.#enqueue(() => this.#handleDecoded(message));
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
        this.#startDecoding(request.ticket, request.path);
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
    const backend = await createOnnxBackend(settings, (path, threads) => this.#sessions.open(path, threads));
    if (!backend.ok) {
      this.#reply({ kind: 'refused', fault: backend.fault });
      return;
    }
    this.#loaded = { settings, backend: backend.value };
    this.#reply({ kind: 'configured' });
  }

  #startDecoding(ticket: number, path: string): void {
    if (this.#loaded === null) {
      this.#giveUp(ticket, { code: 'unexpected', message: 'No model is loaded in this scorer.' });
      return;
    }
    const { settings, backend } = this.#loaded;
    const { sampleRate, windowSamples, hopSamples } = settings;
    const batchSize = Math.min(settings.batchSize, backend.maximumBatch);
    this.#send({ kind: 'decode', ticket, path, options: { sampleRate, windowSamples, hopSamples, batchSize } });
  }

  async #handleDecoded(message: DecodeReply): Promise<void> {
    if (message.kind === 'fault') {
      this.#giveUp(message.ticket, message.fault);
    } else if (message.kind === 'end') {
      this.#finish(message.ticket);
    } else {
      if (this.#loaded !== null && !this.#abandoned.has(message.ticket)) {
        await this.#infer(this.#loaded, message);
      }
      this.#send({ kind: 'credit' });
    }
  }

  async #infer(model: Loaded, { ticket, samples, starts }: DecodedBatch): Promise<void> {
    let file = this.#files.get(ticket);
    if (file === undefined) {
      file = createFileScorer(model.backend, model.settings);
      this.#files.set(ticket, file);
      this.#reply({ kind: 'began', ticket });
    }
    const added = await file.add(samples, starts).catch((error: unknown) => inferenceFault(error));
    if (!added.ok) {
      this.#giveUp(ticket, added.fault);
      this.#abandon(ticket);
    } else if (!file.isEnough()) {
      this.#tellHowFar(ticket, file.windowCount());
    } else {
      this.#finish(ticket);
      this.#abandon(ticket);
    }
  }

  /** The rest of this file is nobody's concern: its decoding is to end, and nothing more is said of it. */
  #abandon(ticket: number): void {
    this.#abandoned.add(ticket);
    this.#send({ kind: 'stop', ticket });
  }

  #tellHowFar(ticket: number, windowCount: number): void {
    const now = performance.now();
    if (now - this.#toldAt >= tellEveryMilliseconds) {
      this.#toldAt = now;
      this.#reply({ kind: 'heard', ticket, windowCount });
    }
  }

  #finish(ticket: number): void {
    const file = this.#files.get(ticket);
    this.#files.delete(ticket);
    if (this.#abandoned.delete(ticket) || file === undefined) {
      return;
    }
    const finished = file.finish();
    this.#reply(
      finished.ok ? { kind: 'scored', ticket, ...finished.value } : { kind: 'failed', ticket, fault: finished.fault },
    );
  }

  #giveUp(ticket: number, fault: Fault): void {
    this.#files.delete(ticket);
    if (this.#abandoned.delete(ticket)) {
      return;
    }
    this.#reply({ kind: 'failed', ticket, fault });
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

function inferenceFault(error: unknown): { readonly ok: false; readonly fault: Fault } {
  const message =
    error instanceof ScoreShapeError
      ? error.message
      : 'The model refused the windows of this recording. Check its sample rate and window length in the manifest.';
  return { ok: false, fault: { code: 'model-unsupported', message, detail: String(error) } };
}
