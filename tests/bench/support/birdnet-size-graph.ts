import { hannWindow } from '../../../native-models/builder/front-end.ts';
import type { Wire } from '../../../native-models/builder/graph-builder.ts';
import type { OnnxGraph } from '../../../native-models/builder/onnx-model.ts';
import { add, concatenate, convolution, log, multiply, reshape } from '../../../native-models/builder/operators.ts';
import { RandomLayers, type FeatureMap } from './random-layers.ts';

export const birdnetSize = {
  sampleRate: 48_000,
  windowSamples: 144_000,
  inputName: 'waveform',
  scoresName: 'logits',
  embeddingsName: 'embeddings',
  labelCount: 6_522,
  embeddingSize: 1_024,
} as const;

/** A mel spectrogram of BirdNET V2.4: two of them, one for low and one for high voices, are the channels of its picture. */
interface MelBranch {
  readonly transformSamples: number;
  readonly hopSamples: number;
  readonly lowestHz: number;
  readonly highestHz: number;
}

const melBands = 96;
const branches: readonly MelBranch[] = [
  { transformSamples: 2048, hopSamples: 278, lowestHz: 0, highestHz: 3_000 },
  { transformSamples: 1024, hopSamples: 280, lowestHz: 500, highestHz: 15_000 },
];

/** EfficientNet-B0 (Tan and Le 2019, table 1): expansion, channels, repeats, stride of the first, kernel. */
const stages = [
  { expansion: 1, channels: 16, repeats: 1, stride: 1, kernel: 3 },
  { expansion: 6, channels: 24, repeats: 2, stride: 2, kernel: 3 },
  { expansion: 6, channels: 40, repeats: 2, stride: 2, kernel: 5 },
  { expansion: 6, channels: 80, repeats: 3, stride: 2, kernel: 3 },
  { expansion: 6, channels: 112, repeats: 3, stride: 1, kernel: 5 },
  { expansion: 6, channels: 192, repeats: 4, stride: 2, kernel: 5 },
  { expansion: 6, channels: 320, repeats: 1, stride: 1, kernel: 3 },
] as const;

export interface CountedGraph {
  readonly graph: OnnxGraph;
  /** Floating-point operations for one window. */
  readonly operations: number;
}

/**
 * A model of BirdNET V2.4's shape with random weights: `waveform` [N, 144000] → `logits` [N, 6522] and `embeddings`
 * [N, 1024]. It costs what such a model costs and knows nothing.
 */
export function buildBirdnetSizeGraph(): CountedGraph {
  const layers = new RandomLayers('birdnet-size');
  const { graph } = layers;
  const waveform = graph.input(birdnetSize.inputName, ['N', birdnetSize.windowSamples]);
  const picture = addMelBranches(layers, waveform);
  let map = layers.swish(layers.convolve(picture, { channels: 32, kernel: 3, stride: 2 }));
  for (const { repeats, stride, ...stage } of stages) {
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      map = addBlock(layers, map, { ...stage, stride: repeat === 0 ? stride : 1 });
    }
  }
  const top = layers.swish(layers.convolve(map, { channels: birdnetSize.embeddingSize, kernel: 1 }));
  const embeddings = layers.pool(top);
  const logits = layers.connect(embeddings, birdnetSize.embeddingSize, birdnetSize.labelCount);
  graph.output(birdnetSize.scoresName, logits, ['N', birdnetSize.labelCount]);
  graph.output(birdnetSize.embeddingsName, embeddings, ['N', birdnetSize.embeddingSize]);
  return { graph: graph.build(), operations: layers.operations };
}

interface BlockOptions {
  readonly expansion: number;
  readonly channels: number;
  readonly kernel: number;
  readonly stride: number;
}

/** MBConv: widen, filter each channel by itself, weight the channels, narrow; added to its input where the shapes allow. */
function addBlock(layers: RandomLayers, input: FeatureMap, options: BlockOptions): FeatureMap {
  const { expansion, channels, kernel, stride } = options;
  const wide =
    expansion === 1 ? input : layers.swish(layers.convolve(input, { channels: expansion * input.channels, kernel: 1 }));
  const filtered = layers.swish(layers.convolveDepthwise(wide, kernel, stride));
  const excited = layers.exciteChannels(filtered, Math.max(1, Math.floor(input.channels / 4)));
  const narrow = layers.convolve(excited, { channels, kernel: 1 });
  return stride === 1 && channels === input.channels ? layers.add(input, narrow) : narrow;
}

function addMelBranches(layers: RandomLayers, waveform: Wire): FeatureMap {
  const wave = reshape(layers.graph, waveform, [-1, 1, birdnetSize.windowSamples]);
  const spectrograms = branches.map((branch) => addMelBranch(layers, wave, branch));
  const width = frameCount(branches[0] as MelBranch);
  return {
    wire: concatenate(layers.graph, spectrograms, 1),
    channels: spectrograms.length,
    height: melBands,
    width,
  };
}

function frameCount({ transformSamples, hopSamples }: MelBranch): number {
  return Math.floor((birdnetSize.windowSamples - transformSamples) / hopSamples) + 1;
}

/** Fourier transform of the band's bins as a strided convolution, power, mel bands, logarithm: [N, 1, melBands, frames]. */
function addMelBranch(layers: RandomLayers, wave: Wire, branch: MelBranch): Wire {
  const { graph } = layers;
  const { transformSamples, hopSamples } = branch;
  const bins = binsOf(branch);
  const width = frameCount(branch);
  const kernels = fourierKernels(transformSamples, bins);
  layers.count(kernels.length * width);
  const parts = convolution(graph, wave, {
    weight: graph.constant(kernels, [2 * bins.length, 1, transformSamples]),
    kernel: [transformSamples],
    stride: [hopSamples],
  });
  const power = multiply(graph, parts, parts);
  const mel = layers.project(melMatrix(branch, bins), melBands, { wire: power, width });
  const level = log(graph, add(graph, mel, graph.scalar(1e-6)));
  const scaled = multiply(graph, add(graph, level, graph.scalar(4)), graph.scalar(0.2));
  return reshape(graph, scaled, [-1, 1, melBands, width]);
}

/** The bins of the transform that lie in the branch's band. */
function binsOf({ transformSamples, lowestHz, highestHz }: MelBranch): number[] {
  const binHz = birdnetSize.sampleRate / transformSamples;
  const first = Math.floor(lowestHz / binHz);
  const last = Math.ceil(highestHz / binHz);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Windowed cosines of all bins, then sines: [2 · bins, 1, length]. */
function fourierKernels(length: number, bins: readonly number[]): Float32Array {
  const window = hannWindow(length);
  const kernels = new Float32Array(2 * bins.length * length);
  bins.forEach((bin, row) => {
    for (let index = 0; index < length; index += 1) {
      const angle = (2 * Math.PI * bin * index) / length;
      const weight = window[index] ?? 0;
      kernels[row * length + index] = weight * Math.cos(angle);
      kernels[(bins.length + row) * length + index] = weight * Math.sin(angle);
    }
  });
  return kernels;
}

const toMel = (hertz: number): number => 1127 * Math.log(1 + hertz / 700);

/** Triangular filters over cosine² and sine², [melBands, 2 · bins]. */
function melMatrix({ transformSamples, lowestHz, highestHz }: MelBranch, bins: readonly number[]): Float32Array {
  const step = (toMel(highestHz) - toMel(lowestHz)) / (melBands + 1);
  const matrix = new Float32Array(melBands * 2 * bins.length);
  for (let band = 0; band < melBands; band += 1) {
    const centre = toMel(lowestHz) + (band + 1) * step;
    bins.forEach((bin, column) => {
      const mel = toMel((bin * birdnetSize.sampleRate) / transformSamples);
      const weight = Math.max(0, 1 - Math.abs(mel - centre) / step);
      matrix[(2 * band + 0) * bins.length + column] = weight;
      matrix[(2 * band + 1) * bins.length + column] = weight;
    });
  }
  return matrix;
}
