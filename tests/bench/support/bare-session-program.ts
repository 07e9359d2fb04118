/** A process with one ONNX session and random windows in memory: what the runtime can do when nothing else is asked of it. */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { seededRandom } from '../../support/random.ts';
import type { BareModel, BareReply, BareRequest } from './bare-sessions.ts';

const model = JSON.parse(process.argv[2] ?? '{}') as BareModel;
const tensorsInTurn = 4;

const session = await InferenceSession.create(model.path, {
  executionProviders: ['cpu'],
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  logSeverityLevel: 3,
});

function randomTensors(batch: number): Tensor[] {
  const random = seededRandom(batch);
  const size = batch * model.windowSamples;
  return Array.from({ length: tensorsInTurn }, () => {
    const samples = Float32Array.from({ length: size }, () => 0.2 * (random() - 0.5));
    return new Tensor('float32', samples, [batch, model.windowSamples]);
  });
}

/** Runs batch after batch for so many seconds, after one that does not count. */
async function measure({ batch, seconds }: BareRequest): Promise<BareReply> {
  const tensors = randomTensors(batch);
  const runNext = async (turn: number): Promise<void> => {
    await session.run({ [model.inputName]: tensors[turn % tensors.length] as Tensor }, [model.scoresName]);
  };
  await runNext(0);
  const usedBefore = process.cpuUsage();
  const started = performance.now();
  let batches = 0;
  while (performance.now() - started < 1000 * seconds) {
    batches += 1;
    await runNext(batches);
  }
  const elapsed = performance.now() - started;
  const { user, system } = process.cpuUsage(usedBefore);
  const windows = batches * batch;
  return {
    windowsPerSecond: (1000 * windows) / elapsed,
    processorMilliseconds: (user + system) / 1000 / windows,
  };
}

process.on('message', (request: BareRequest) => {
  void measure(request).then((reply) => process.send?.(reply));
});
