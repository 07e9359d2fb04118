import { Worker } from 'node:worker_threads';
import type { Fault } from '../contract/outcome.ts';
import type { ScorerReply, ScorerRequest, ScorerSettings } from '../core/scoring/scorer-messages.ts';
import type { InferenceBackend } from '../../native-models/runtime/inference-backend.ts';
import { createOnnxBackend, describeOnnxModel } from '../../native-models/runtime/onnx-backend.ts';
import type { DecodeReply, DecodeRequest } from './decode-messages.ts';
import { createFileScorer, type FileScorer } from './score-file.ts';

interface Loaded {
  readonly settings: ScorerSettings;
  readonly backend: InferenceBackend;
}

export interface Scorer {
  handle(request: ScorerRequest): void;
}

/**
 * One model on this process's main thread, fed by a decoding thread. Requests and decoded batches are worked off one
 * after the other, in order; a file's faults are replies, never exceptions.
 */
export function createScorer(decoderUrl: URL, reply: (message: ScorerReply) => void): Scorer {
  const decoder = new Worker(decoderUrl);
  const current = new Map<number, FileScorer>();
  const abandoned = new Set<number>();
  let loaded: Loaded | null = null;
  let chain: Promise<void> = Promise.resolve();

  const send = (request: DecodeRequest): void => decoder.postMessage(request);
  const enqueue = (work: () => Promise<void> | void): void => {
    chain = chain.then(work);
  };
  const giveUp = (ticket: number, fault: Fault): void => {
    current.delete(ticket);
    reply({ kind: 'failed', ticket, fault });
  };

  const infer = async (model: Loaded, batch: Extract<DecodeReply, { kind: 'batch' }>): Promise<void> => {
    const { ticket } = batch;
    let file = current.get(ticket);
    if (file === undefined) {
      file = createFileScorer(model.backend, model.settings);
      current.set(ticket, file);
      reply({ kind: 'began', ticket });
    }
    const added = await file.add(batch.samples, batch.starts).catch((error: unknown) => inferenceFault(error));
    if (!added.ok) {
      abandoned.add(ticket);
      giveUp(ticket, added.fault);
    }
  };
  const finish = (ticket: number): void => {
    const file = current.get(ticket);
    current.delete(ticket);
    if (abandoned.delete(ticket) || file === undefined) {
      return;
    }
    const finished = file.finish();
    reply(
      finished.ok ? { kind: 'scored', ticket, ...finished.value } : { kind: 'failed', ticket, fault: finished.fault },
    );
  };
  const handleDecoded = async (message: DecodeReply): Promise<void> => {
    if (message.kind === 'batch') {
      if (loaded !== null && !abandoned.has(message.ticket)) {
        await infer(loaded, message);
      }
      send({ kind: 'credit' });
    } else if (message.kind === 'fault') {
      giveUp(message.ticket, message.fault);
    } else {
      finish(message.ticket);
    }
  };
  decoder.on('message', (message: DecodeReply) => enqueue(() => handleDecoded(message)));
  decoder.on('error', (error) => {
    // The decoding thread never throws on a file's account; without it this process is of no use, and its supervisor starts another.
    throw error;
  });

  const configure = async (settings: ScorerSettings): Promise<void> => {
    await loaded?.backend.release();
    loaded = null;
    const backend = await createOnnxBackend(settings);
    if (!backend.ok) {
      reply({ kind: 'refused', fault: backend.fault });
      return;
    }
    loaded = { settings, backend: backend.value };
    reply({ kind: 'configured' });
  };
  const describe = async (modelPath: string): Promise<void> => {
    const described = await describeOnnxModel(modelPath);
    reply(
      described.ok ? { kind: 'described', description: described.value } : { kind: 'refused', fault: described.fault },
    );
  };
  const score = (ticket: number, path: string): void => {
    if (loaded === null) {
      giveUp(ticket, { code: 'unexpected', message: 'No model is loaded in this scorer.' });
      return;
    }
    const { sampleRate, windowSamples, hopSamples, batchSize } = loaded.settings;
    const options = {
      sampleRate,
      windowSamples,
      hopSamples,
      batchSize: Math.min(batchSize, loaded.backend.maximumBatch),
    };
    send({ kind: 'decode', ticket, path, options });
  };

  return {
    handle: (request) => {
      if (request.kind === 'describe') {
        enqueue(() => describe(request.modelPath));
      } else if (request.kind === 'configure') {
        enqueue(() => configure(request.settings));
      } else {
        enqueue(() => score(request.ticket, request.path));
      }
    },
  };
}

function inferenceFault(error: unknown): { readonly ok: false; readonly fault: Fault } {
  return {
    ok: false,
    fault: {
      code: 'model-unsupported',
      message:
        'The model refused the windows of this recording. Check its sample rate and window length in the manifest.',
      detail: String(error),
    },
  };
}
