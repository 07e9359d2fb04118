import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeOnnxModel } from '../../../native-models/builder/onnx-model.ts';
import { birdnetSize, buildBirdnetSizeGraph } from './birdnet-size-graph.ts';

/** Grows with every change of the graph, so that a cached file of an older one is not taken. */
const version = 1;

export interface BirdnetSizeModel {
  readonly path: string;
  /** Floating-point operations for one window. */
  readonly operations: number;
  readonly label: string;
}

/** The BirdNET-sized model, made on first use (some seconds, 50 MB) and kept in the cache folder with its manifest. */
export function birdnetSizeModel(cacheFolder: string): BirdnetSizeModel {
  const path = join(cacheFolder, `birdnet-size-${version}.onnx`);
  const { graph, operations } = buildBirdnetSizeGraph();
  const labels = Array.from({ length: birdnetSize.labelCount }, (_, index) => `Species ${index}`);
  if (!existsSync(path)) {
    writeFileSync(join(cacheFolder, `birdnet-size-${version}.manifest.json`), JSON.stringify(manifestOf(labels)));
    const staged = `${path}.${process.pid}`;
    writeFileSync(staged, encodeOnnxModel(graph, { description: 'Random weights; for measuring speed only.' }));
    renameSync(staged, path);
  }
  return { path, operations, label: labels[42] ?? '' };
}

function manifestOf(labels: readonly string[]) {
  const { sampleRate, windowSamples, inputName, scoresName, embeddingsName } = birdnetSize;
  return {
    manifestVersion: 1,
    id: 'birdnet-size',
    name: 'BirdNET-sized, random weights',
    family: 'waveform',
    sampleRate,
    windowSamples,
    hopSamples: windowSamples,
    input: { name: inputName },
    outputs: { scores: scoresName, embeddings: embeddingsName },
    activation: 'sigmoid',
    labels,
  };
}
