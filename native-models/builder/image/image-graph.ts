import type { ImageFrontEnd } from '../../../electron/contract/image-front-end.ts';
import { GraphBuilder, type Wire } from '../graph-builder.ts';
import type { OnnxAttribute, OnnxGraph } from '../onnx-model.ts';
import {
  add,
  concatenate,
  divide,
  log,
  matMul,
  maximum,
  multiply,
  reshape,
  squareRoot,
  subtract,
} from '../operators.ts';
import { imageShape, type ImageShape } from './image-shape.ts';
import { melFilters } from './mel-filters.ts';

const int = (value: number): OnnxAttribute => ({ kind: 'int', value });
const ints = (value: readonly number[]): OnnxAttribute => ({ kind: 'ints', value });
const text = (value: string): OnnxAttribute => ({ kind: 'string', value });

/** Names of the front end's only input and output. */
export const imageInput = 'waveform';
export const imageOutput = 'image';

/** Below this a picture is flat, and dividing by its spread would only raise rounding noise. */
const smallestSpread = 1e-6;

/**
 * The front end of a model that takes pictures, as an ONNX graph of its own: waveform [N, windowSamples] to
 * image [N, …imageShape.dimensions]. Runs natively in front of the model.
 */
export function imageGraph(image: ImageFrontEnd, sampleRate: number, windowSamples: number): OnnxGraph {
  const graph = new GraphBuilder('earmark-image-front-end');
  const shape = imageShape(image, sampleRate, windowSamples);
  const waveform = graph.input(imageInput, ['N', windowSamples]);
  const spectrum = powerSpectrum(graph, waveform, image, windowSamples);
  const bands = bandsOf(graph, image.power === 1 ? squareRoot(graph, spectrum) : spectrum, {
    image,
    sampleRate,
    shape,
  });
  const scaled = normalise(graph, scale(graph, bands, image), image);
  const oriented = orient(graph, scaled, image);
  graph.output(imageOutput, withChannels(graph, oriented, { image, shape }), ['N', ...shape.dimensions]);
  return graph.build();
}

/** [N, frames, bins]: the squared magnitude of every frame's one-sided transform. */
function powerSpectrum(graph: GraphBuilder, waveform: Wire, image: ImageFrontEnd, windowSamples: number): Wire {
  const margin = Math.floor(image.fftSize / 2);
  const isPadded = image.padding !== 'none';
  const padded = isPadded
    ? graph.node('Pad', [waveform, graph.integers([0, margin, 0, margin])], {
        mode: text(image.padding === 'reflect' ? 'reflect' : 'constant'),
      })
    : waveform;
  const signal = reshape(graph, padded, [-1, windowSamples + (isPadded ? 2 * margin : 0), 1]);
  const window = graph.constant(frameWindow(image), [image.fftSize]);
  const hop = graph.integer(image.hopLength);
  const transform = graph.node('STFT', [signal, hop, window, graph.integer(image.fftSize)], { onesided: int(1) });
  const squared = multiply(graph, transform, transform);
  return graph.node('ReduceSum', [squared, graph.integers([-1])], { keepdims: int(0) });
}

const windowTerms = { hann: [0.5, 0.5], hamming: [0.54, 0.46], rectangular: [1, 0] } as const;

/** Periodic window of `windowLength`, in the middle of `fftSize`. */
function frameWindow({ window, windowLength, fftSize }: ImageFrontEnd): Float32Array {
  const [constant, cosine] = windowTerms[window];
  const values = new Float32Array(fftSize);
  const first = Math.floor((fftSize - windowLength) / 2);
  for (let index = 0; index < windowLength; index += 1) {
    values[first + index] = constant - cosine * Math.cos((2 * Math.PI * index) / windowLength);
  }
  return values;
}

interface BandOptions {
  readonly image: ImageFrontEnd;
  readonly sampleRate: number;
  readonly shape: ImageShape;
}

/** [N, frames, bands]: mel bands, or the bins between the two frequencies. */
function bandsOf(graph: GraphBuilder, spectrum: Wire, { image, sampleRate, shape }: BandOptions): Wire {
  if (image.kind === 'spectrogram') {
    return slice(graph, spectrum, [shape.firstBin, shape.firstBin + shape.bands, 2, 1]);
  }
  const { fftSize, melBands, lowHz, highHz = sampleRate / 2, melScale } = image;
  const hasSlaneyNorm = image.melNorm === 'slaney';
  const filters = melFilters({ sampleRate, fftSize, melBands, lowHz, highHz, scale: melScale, hasSlaneyNorm });
  return matMul(graph, spectrum, graph.constant(filters, [Math.floor(fftSize / 2) + 1, melBands]));
}

function slice(
  graph: GraphBuilder,
  input: Wire,
  [from, to, axis, step]: readonly [number, number, number, number],
): Wire {
  const bounds = [from, to, axis, step].map((value) => graph.integers([value]));
  return graph.node('Slice', [input, ...bounds]);
}

function scale(graph: GraphBuilder, bands: Wire, image: ImageFrontEnd): Wire {
  if (image.scale === 'linear') {
    return bands;
  }
  const floor = graph.scalar(image.floor);
  const logarithm = log(graph, image.floorMode === 'add' ? add(graph, bands, floor) : maximum(graph, bands, floor));
  const factors = { 'natural-log': 1, log10: Math.LOG10E, decibel: (20 / image.power) * Math.LOG10E };
  const scaled = multiply(graph, logarithm, graph.scalar(factors[image.scale]));
  if (image.topDecibels === undefined || image.scale !== 'decibel') {
    return scaled;
  }
  const lowest = subtract(graph, overPicture(graph, 'ReduceMax', scaled), graph.scalar(image.topDecibels));
  return maximum(graph, scaled, lowest);
}

/** One number a picture, [N, 1, 1]. */
function overPicture(graph: GraphBuilder, operator: 'ReduceMax' | 'ReduceMin' | 'ReduceMean', input: Wire): Wire {
  return graph.node(operator, [input], { axes: ints([1, 2]), keepdims: int(1) });
}

function normalise(graph: GraphBuilder, input: Wire, { normalisation }: ImageFrontEnd): Wire {
  const between = (low: Wire, spread: Wire): Wire => divide(graph, subtract(graph, input, low), spread);
  const atLeast = (spread: Wire): Wire => maximum(graph, spread, graph.scalar(smallestSpread));
  switch (normalisation.kind) {
    case 'none':
      return input;
    case 'fixed':
      return between(graph.scalar(normalisation.mean), graph.scalar(normalisation.deviation));
    case 'range': {
      const { low, high } = normalisation;
      const mapped = between(graph.scalar(low), graph.scalar(high - low));
      return graph.node('Clip', [mapped, graph.scalar(0), graph.scalar(1)]);
    }
    case 'min-max': {
      const lowest = overPicture(graph, 'ReduceMin', input);
      return between(lowest, atLeast(subtract(graph, overPicture(graph, 'ReduceMax', input), lowest)));
    }
    case 'standard': {
      const mean = overPicture(graph, 'ReduceMean', input);
      const offset = subtract(graph, input, mean);
      const deviation = squareRoot(graph, overPicture(graph, 'ReduceMean', multiply(graph, offset, offset)));
      return divide(graph, offset, atLeast(deviation));
    }
  }
}

/** From [N, frames, bands] to the rows and columns that the model wants. */
function orient(graph: GraphBuilder, input: Wire, image: ImageFrontEnd): Wire {
  const flipped = image.flipBands ? slice(graph, input, [-1, -(2 ** 31), 2, -1]) : input;
  return image.layout === 'bands-frames' ? graph.node('Transpose', [flipped], { perm: ints([0, 2, 1]) }) : flipped;
}

interface PictureOptions {
  readonly image: ImageFrontEnd;
  readonly shape: ImageShape;
}

function withChannels(graph: GraphBuilder, picture: Wire, { image, shape }: PictureOptions): Wire {
  const rows = image.layout === 'bands-frames' ? [shape.bands, shape.frames] : [shape.frames, shape.bands];
  const single = resize(graph, reshape(graph, picture, [-1, 1, ...rows]), image);
  const [height, width] = image.size === undefined ? rows : [image.size.height, image.size.width];
  if (image.channelAxis === 'none') {
    return reshape(graph, single, [-1, height ?? 0, width ?? 0]);
  }
  const all = image.channels === 3 ? concatenate(graph, [single, single, single], 1) : single;
  return image.channelAxis === 'first' ? all : graph.node('Transpose', [all], { perm: ints([0, 2, 3, 1]) });
}

function resize(graph: GraphBuilder, picture: Wire, { size }: ImageFrontEnd): Wire {
  if (size === undefined) {
    return picture;
  }
  const batch = slice(graph, graph.node('Shape', [picture]), [0, 2, 0, 1]);
  const sizes = concatenate(graph, [batch, graph.integers([size.height, size.width])], 0);
  const absent = { name: '' };
  return graph.node('Resize', [picture, absent, absent, sizes], {
    mode: text('linear'),
    coordinate_transformation_mode: text('half_pixel'),
  });
}
