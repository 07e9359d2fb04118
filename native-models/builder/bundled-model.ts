import { planSampleRecordings } from '../../build/sample/sample-plan.ts';
import type { RecordingPlan } from '../../build/sample/recording-plan.ts';
import { renderScene } from '../../build/sample/scene.ts';
import { auroc } from './auroc.ts';
import { frontEnd } from './front-end.ts';
import { logMelReference } from './front-end-reference.ts';
import { buildFrogGraph } from './frog-graph.ts';
import { encodeOnnxModel } from './onnx-model.ts';
import { makeExamples } from './training-set.ts';
import { scoreExamples, trainNetwork } from './train.ts';

/** Streams of scenes; their names share nothing with each other or with the sample recordings ("samples/…"). */
export const trainingStream = 'training/1';
export const heldOutStream = 'held-out/1';

export interface BuildSettings {
  readonly examples: number;
  readonly epochs: number;
  readonly onEpoch?: (epoch: number, meanLoss: number) => void;
}

export const fullBuild = { examples: 2200, epochs: 8 } as const;

/** Synthesises the training examples and trains. The same settings give the same parameters. */
export function trainBundledModel(settings: BuildSettings): Float64Array {
  const examples = makeExamples(trainingStream, settings.examples);
  return trainNetwork(examples, {
    epochs: settings.epochs,
    batchSize: 16,
    learningRate: 3e-3,
    weightDecay: 1e-3,
    name: `${trainingStream}/order`,
    ...(settings.onEpoch === undefined ? {} : { onEpoch: settings.onEpoch }),
  });
}

/** The bytes of the .onnx file. */
export function encodeBundledModel(parameters: Float64Array): Uint8Array {
  return encodeOnnxModel(buildFrogGraph(parameters), {
    producer: 'earmark native-models/builder',
    description: 'Synthesised frog calls against synthesised noise. For trying Earmark, not for science.',
    metadata: { licence: 'MIT', sample_rate: String(frontEnd.sampleRate), labels: 'frog' },
  });
}

/** AUROC on `count` examples of a stream that training never drew from. */
export function heldOutAuroc(parameters: Float64Array, count: number, stream = heldOutStream): number {
  const examples = makeExamples(stream, count);
  return auroc(
    scoreExamples(parameters, examples),
    examples.map(({ positive }) => positive),
  );
}

function sampleLogit(parameters: Float64Array, plan: RecordingPlan): number {
  const { samples } = renderScene(plan.scene, frontEnd.sampleRate);
  const examples = [];
  for (let first = 0; first + frontEnd.windowSamples <= samples.length; first += frontEnd.windowSamples / 2) {
    const waveform = samples.subarray(first, first + frontEnd.windowSamples);
    examples.push({ features: logMelReference(waveform), positive: plan.scene.call !== undefined });
  }
  return Math.max(...scoreExamples(parameters, examples));
}

/** AUROC over the undamaged sample recordings, rendered at the model's own rate: highest window against truth. */
export function sampleAuroc(parameters: Float64Array): { readonly auroc: number; readonly count: number } {
  const plans = planSampleRecordings().filter((plan) => plan.damage === undefined);
  const logits = plans.map((plan) => sampleLogit(parameters, plan));
  return {
    auroc: auroc(
      logits,
      plans.map((plan) => plan.scene.call !== undefined),
    ),
    count: plans.length,
  };
}
