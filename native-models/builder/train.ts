import { createRandom, type Random } from '../../build/sample/random.ts';
import { createAdam } from './adam.ts';
import { frameCount } from './front-end.ts';
import { backward, createTrace, forward, initialParameters, loadFeatures, viewParameters } from './frog-network.ts';
import type { Example } from './training-set.ts';

export interface TrainingSettings {
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly weightDecay: number;
  /** Names the streams of initial weights, order and augmentation. */
  readonly name: string;
  readonly onEpoch?: (epoch: number, meanLoss: number) => void;
}

const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

function shuffled(count: number, random: Random): Int32Array {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  for (let index = count - 1; index > 0; index -= 1) {
    const other = random.integer(0, index);
    const kept = order[index] ?? 0;
    order[index] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
}

/** Logits of examples, in order. */
export function scoreExamples(parameters: Float64Array, examples: readonly Example[]): number[] {
  const trace = createTrace();
  const view = viewParameters(parameters);
  return examples.map(({ features }) => {
    loadFeatures(trace, features);
    return forward(view, trace);
  });
}

/** Trains by binary cross-entropy; the learning rate falls to zero along a cosine. The same input gives the same bits. */
export function trainNetwork(examples: readonly Example[], settings: TrainingSettings): Float64Array {
  const random = createRandom(settings.name);
  const parameters = initialParameters(random);
  const gradients = new Float64Array(parameters.length);
  const [view, gradientView, trace] = [viewParameters(parameters), viewParameters(gradients), createTrace()];
  const adam = createAdam(parameters.length, settings.weightDecay);
  const batches = Math.ceil(examples.length / settings.batchSize);
  for (let epoch = 0; epoch < settings.epochs; epoch += 1) {
    const order = shuffled(examples.length, random);
    let loss = 0;
    for (let batch = 0; batch < batches; batch += 1) {
      gradients.fill(0);
      const members = order.subarray(batch * settings.batchSize, (batch + 1) * settings.batchSize);
      for (const member of members) {
        const example = examples[member];
        if (example === undefined) {
          continue;
        }
        loadFeatures(trace, example.features, random.integer(0, frameCount - 1));
        const probability = sigmoid(forward(view, trace));
        loss -= Math.log(Math.max(1e-12, example.positive ? probability : 1 - probability));
        backward(view, trace, (probability - (example.positive ? 1 : 0)) / members.length, gradientView);
      }
      const progress = (epoch + batch / batches) / settings.epochs;
      adam.step(parameters, gradients, settings.learningRate * (0.5 + 0.5 * Math.cos(Math.PI * progress)));
    }
    settings.onEpoch?.(epoch, loss / examples.length);
  }
  return parameters;
}
