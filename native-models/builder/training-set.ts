import { renderScene } from '../../build/sample/scene.ts';
import { frontEnd } from './front-end.ts';
import { logMelReference } from './front-end-reference.ts';
import { drawLabelledScene } from './training-scenes.ts';

export interface Example {
  /** [melBands, frameCount] */
  readonly features: Float32Array;
  readonly positive: boolean;
}

export interface LabelledWaveform {
  /** windowSamples samples at the model's rate. */
  readonly waveform: Float32Array;
  readonly positive: boolean;
}

/** Example `index` of a stream as the model's input. */
export function renderExample(name: string, index: number): LabelledWaveform {
  const { scene, positive, filled } = drawLabelledScene(name, index);
  const waveform = renderScene(scene, frontEnd.sampleRate).samples;
  waveform.fill(0, Math.round(filled * waveform.length));
  return { waveform, positive };
}

/** `count` examples of a stream as features; every other one is positive. */
export function makeExamples(name: string, count: number): Example[] {
  return Array.from({ length: count }, (_, index) => {
    const { waveform, positive } = renderExample(name, index);
    return { features: logMelReference(waveform), positive };
  });
}
