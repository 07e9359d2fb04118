import { flushCompileCache } from 'node:module';
import { parentPort, type MessagePort } from 'node:worker_threads';
import type { Fault } from '../contract/outcome.ts';
import {
  createWindowWorkspace,
  openWindowStream,
  type WindowStream,
  type WindowWorkspace,
} from '../core/audio/window-stream.ts';
import type { ScorerFile } from '../core/scoring/scorer-messages.ts';
import { createPreparation } from '../core/scoring/prepare-window.ts';
import { BatchPacker, createBatchMemory, type BatchMemory } from './batch-packer.ts';
import { batchBuffers, type DecodedBatch, type DecodeRequest, type DecodeSettings } from './decode-messages.ts';

type Work = ScorerFile | Extract<DecodeRequest, { kind: 'configure' }>;

interface Configured {
  readonly settings: DecodeSettings;
  readonly workspace: WindowWorkspace;
  readonly prepare: (window: Float32Array) => void;
  readonly memory: BatchMemory;
  readonly packer: BatchPacker;
}

/**
 * The scorer's second thread: reads, decodes, resamples, cuts and prepares windows while the first is inside the model,
 * never more than `batchBuffers` batches at a time. Where recordings may share a batch, one that is not full waits for
 * the next recording for as long as the model is busy anyway.
 */
class Decoder {
  readonly #port: MessagePort;
  readonly #queue: Work[] = [];
  #configured: Configured | null = null;
  #isWorking = false;
  /** A recording that is given up while it is being decoded; there is one at a time. */
  #abandoned: number | null = null;

  constructor(port: MessagePort) {
    this.#port = port;
  }

  receive(request: DecodeRequest): void {
    switch (request.kind) {
      case 'returned':
        if (request.generation === this.#configured?.settings.generation) {
          this.#configured.memory.giveBack(request.samples);
          this.#flushIfIdle();
        }
        break;
      case 'abandon':
        this.#abandoned = request.ticket;
        break;
      // A recording that is being decoded is finished by the settings it was begun with.
      case 'configure':
      case 'decode':
        this.#queue.push(...(request.kind === 'decode' ? request.files : [request]));
        if (!this.#isWorking) {
          this.#isWorking = true;
          void this.#workOff();
        }
    }
  }

  #configure(settings: DecodeSettings): Configured {
    const { batchSize, generation, preparation, windows } = settings;
    const memory = createBatchMemory(batchBuffers, batchSize * windows.windowSamples);
    const packer = new BatchPacker(memory, { windowSamples: windows.windowSamples, batchSize }, (batch) => {
      this.#port.postMessage({ ...batch, generation } satisfies DecodedBatch, [batch.samples.buffer]);
    });
    const prepare = createPreparation(preparation, windows.sampleRate);
    return { settings, workspace: createWindowWorkspace(windows), prepare, memory, packer };
  }

  async #workOff(): Promise<void> {
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      if ('kind' in next) {
        this.#configured?.packer.flush();
        this.#configured = this.#configure(next.settings);
        flushCompileCache();
      } else if (this.#configured === null) {
        throw new Error('The decoding thread was given a recording before its settings.');
      } else {
        await this.#decode(this.#configured, next);
      }
    }
    this.#isWorking = false;
    this.#flushIfIdle();
  }

  /** A batch that is not full goes out when nothing is left to fill it and the model has nothing else to do. */
  #flushIfIdle(): void {
    const packer = this.#configured?.packer;
    if (packer !== undefined && !this.#isWorking && packer.underway === 0) {
      packer.flush();
    }
  }

  async #decode(configured: Configured, { ticket, path, channel, isAlone = false }: ScorerFile): Promise<void> {
    const { packer, settings, workspace } = configured;
    this.#abandoned = null;
    const mixes = settings.mixesFiles && !isAlone;
    if (!mixes) {
      packer.flush();
    }
    try {
      const windows = { ...settings.windows, ...(channel === undefined ? {} : { channel }) };
      const opened = await openWindowStream(path, windows, workspace);
      if (!opened.ok) {
        await packer.add(ticket, [], opened.fault);
      } else {
        await this.#pump(configured, ticket, opened.value).finally(() => opened.value.close());
      }
    } catch (error) {
      await packer.add(ticket, [], undecodable(error));
    }
    if (!mixes) {
      packer.flush();
    }
  }

  async #pump({ packer, prepare, settings }: Configured, ticket: number, stream: WindowStream): Promise<void> {
    const { windowSamples } = settings.windows;
    let isOver = false;
    while (!isOver) {
      const room = await packer.room();
      const filled = await stream.fill(room);
      if (!filled.ok) {
        await packer.add(ticket, [], filled.fault);
        return;
      }
      const starts = filled.value;
      for (let index = 0; index < starts.length; index += 1) {
        prepare(room.subarray(index * windowSamples, (index + 1) * windowSamples));
      }
      isOver = stream.isOver() || this.#abandoned === ticket;
      await packer.add(ticket, starts, isOver ? 'complete' : 'more');
    }
  }
}

function undecodable(error: unknown): Fault {
  const message = 'This recording could not be decoded. Open it in another program to see whether it is damaged.';
  return { code: 'damaged-file', message, detail: String(error) };
}

if (parentPort !== null) {
  const decoder = new Decoder(parentPort);
  parentPort.on('message', (request: DecodeRequest) => {
    decoder.receive(request);
  });
}
