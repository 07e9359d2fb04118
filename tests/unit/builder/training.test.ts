import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../build/sample/random.ts';
import { createAdam } from '../../../native-models/builder/adam.ts';
import { auroc } from '../../../native-models/builder/auroc.ts';
import { encodeBundledModel, trainBundledModel } from '../../../native-models/builder/bundled-model.ts';
import { frontEnd } from '../../../native-models/builder/front-end.ts';
import {
  backward,
  createTrace,
  forward,
  initialParameters,
  loadFeatures,
  viewParameters,
} from '../../../native-models/builder/frog-network.ts';
import { drawLabelledScene } from '../../../native-models/builder/training-scenes.ts';
import { makeExamples, renderExample } from '../../../native-models/builder/training-set.ts';
import { scoreExamples, trainNetwork } from '../../../native-models/builder/train.ts';
import { openSession, runSession } from './run-graph.ts';

describe('network', () => {
  const [example] = makeExamples('test/network', 1);
  const parameters = initialParameters(createRandom('test/weights'));

  function logit(flat: Float64Array): number {
    const trace = createTrace();
    loadFeatures(trace, example?.features ?? new Float32Array(0));
    return forward(viewParameters(flat), trace);
  }

  it('has the gradients that small changes of single parameters show', () => {
    const trace = createTrace();
    loadFeatures(trace, example?.features ?? new Float32Array(0));
    forward(viewParameters(parameters), trace);
    const gradients = new Float64Array(parameters.length);
    backward(viewParameters(parameters), trace, 1, viewParameters(gradients));
    const step = 1e-5;
    for (let index = 7; index < parameters.length; index += 397) {
      const [up, down] = [parameters.slice(), parameters.slice()];
      up[index] = (up[index] ?? 0) + step;
      down[index] = (down[index] ?? 0) - step;
      expect(gradients[index], `parameter ${index}`).toBeCloseTo((logit(up) - logit(down)) / (2 * step), 4);
    }
  });

  it('gives the logit and embedding that onnxruntime computes from the written file', async () => {
    const session = await openSession(encodeBundledModel(parameters));
    const { waveform } = renderExample('test/network', 0);
    const { logits, embeddings } = await runSession(session, waveform, [1, frontEnd.windowSamples]);
    await session.release();
    expect(logits?.dims).toEqual([1, 1]);
    expect(embeddings?.dims).toEqual([1, 64]);
    expect(logits?.values[0]).toBeCloseTo(logit(parameters), 3);
  });
});

describe('training', () => {
  it('lowers the loss and gives the same bytes every time', () => {
    const losses: number[] = [];
    const settings = { examples: 24, epochs: 3, onEpoch: (_: number, loss: number) => losses.push(loss) };
    const first = encodeBundledModel(trainBundledModel(settings));
    expect(losses.at(-1)).toBeLessThan(losses[0] ?? 0);
    expect(Buffer.compare(first, encodeBundledModel(trainBundledModel(settings)))).toBe(0);
  });

  it('learns the examples it has seen', () => {
    const examples = makeExamples('test/learning', 32);
    const trained = trainNetwork(examples, {
      epochs: 30,
      batchSize: 8,
      learningRate: 3e-3,
      weightDecay: 0,
      name: 'test/learning/order',
    });
    const labels = examples.map(({ positive }) => positive);
    expect(auroc(scoreExamples(trained, examples), labels)).toBeGreaterThan(0.95);
  });

  it('draws every example from a stream of its own', () => {
    const names = ['training/1', 'held-out/1'].flatMap((stream) =>
      Array.from({ length: 50 }, (_, index) => drawLabelledScene(stream, index).scene.name),
    );
    expect(new Set(names).size).toBe(100);
    expect(drawLabelledScene('training/1', 3)).toEqual(drawLabelledScene('training/1', 3));
    expect(names.some((name) => name.startsWith('samples/'))).toBe(false);
  });
});

describe('createAdam', () => {
  it('finds the bottom of a bowl', () => {
    const point = Float64Array.of(3, -2);
    const adam = createAdam(2, 0);
    for (let step = 0; step < 500; step += 1) {
      adam.step(point, Float64Array.of(2 * (point[0] ?? 0), 20 * (point[1] ?? 0)), 0.05);
    }
    expect(Math.hypot(...point)).toBeLessThan(0.01);
  });
});

describe('auroc', () => {
  it('counts pairs in the right order, ties for half', () => {
    expect(auroc([1, 2, 3, 4], [false, false, true, true])).toBe(1);
    expect(auroc([4, 3, 2, 1], [false, false, true, true])).toBe(0);
    expect(auroc([1, 1, 1], [true, false, false])).toBe(0.5);
    expect(auroc([1, 2, 2, 3], [false, true, false, true])).toBe(0.875);
    expect(auroc([1, 2], [true, true])).toBeNaN();
  });
});
