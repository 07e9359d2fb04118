import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { chooseBatch } from '../../../electron/scorer/choose-batch.ts';
import { GraphBuilder, type Wire } from '../../../native-models/builder/graph-builder.ts';
import { reduceMean } from '../../../native-models/builder/operators.ts';
import { encodeOnnxModel } from '../../../native-models/builder/onnx-model.ts';
import { createOnnxBackend } from '../../../native-models/runtime/onnx-backend.ts';
import type { InferenceBackend } from '../../../native-models/runtime/inference-backend.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();
const windowSamples = 4000;

/** A model whose score is the mean square of a window, divided by what `scale` makes of the whole batch. */
async function openModel(name: string, scale: (graph: GraphBuilder, squares: Wire) => Wire, batch: number | string) {
  const graph = new GraphBuilder(name);
  const waveform = graph.input('x', [batch, windowSamples]);
  const squares = graph.node('Mul', [waveform, waveform]);
  const means = reduceMean(graph, squares, [1]);
  graph.output('scores', graph.node('Div', [means, scale(graph, squares)]), [batch, 1]);
  const modelPath = join(folder, `${name}.onnx`);
  writeFileSync(modelPath, encodeOnnxModel(graph.build(), { description: 'for a test' }));
  const options = { family: 'waveform', inputName: 'x', scoresName: 'scores', windowSamples, inferenceThreads: 1 };
  return unwrap(await createOnnxBackend({ modelPath, ...options }));
}

const byItself = (graph: GraphBuilder): Wire => graph.scalar(0.5);
/** As a model does that is quantised while it runs: its steps depend on the level of all windows. */
const byTheBatch = (graph: GraphBuilder, squares: Wire): Wire => reduceMean(graph, squares, [0, 1]);

async function choose(backend: InferenceBackend, batchSize = 4) {
  const choice = await chooseBatch(backend, { windowSamples, batchSize });
  await backend.release();
  return choice;
}

test('recordings share batches where a window’s scores are the same bits in any company', async () => {
  const choice = await choose(await openModel('independent', byItself, 'N'));
  expect(choice.mixesFiles).toBe(true);
  expect([1, 2, 4]).toContain(choice.batchSize);
});

test('a model whose scores depend on the company keeps one recording a batch, of a fixed size', async () => {
  const backend = await openModel('dependent', byTheBatch, 'N');
  const alone = (await backend.run(new Float32Array(windowSamples).fill(0.1), 1)).slice();
  const windows = new Float32Array(2 * windowSamples).fill(0.1);
  windows.fill(0.4, windowSamples);
  const accompanied = await backend.run(windows, 2);
  expect(accompanied[0]).not.toBe(alone[0]);
  expect(await choose(backend)).toEqual({ batchSize: 4, mixesFiles: false });
});

test('a graph that takes one window at a time is given one', async () => {
  expect(await choose(await openModel('single', byItself, 1))).toEqual({ batchSize: 1, mixesFiles: false });
});
