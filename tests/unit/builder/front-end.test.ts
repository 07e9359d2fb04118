import { describe, expect, it } from 'vitest';
import { addFrontEnd } from '../../../native-models/builder/front-end-graph.ts';
import { logMelReference } from '../../../native-models/builder/front-end-reference.ts';
import { frameCount, frontEnd, melMatrix } from '../../../native-models/builder/front-end.ts';
import { GraphBuilder } from '../../../native-models/builder/graph-builder.ts';
import { renderExample } from '../../../native-models/builder/training-set.ts';
import { runGraph } from './run-graph.ts';

function frontEndGraph() {
  const graph = new GraphBuilder('front-end');
  const features = addFrontEnd(graph, graph.input('waveform', ['N', frontEnd.windowSamples]));
  graph.output('y', features, ['N', frontEnd.melBands, frameCount]);
  return graph.build();
}

const tone = (hertz: number): Float32Array =>
  Float32Array.from({ length: frontEnd.windowSamples }, (_, index) => {
    const time = index / frontEnd.sampleRate;
    return time > 1 && time < 2 ? 0.1 * Math.sin(2 * Math.PI * hertz * time) : 0;
  });

describe('front end', () => {
  it('is the same in the graph as in TypeScript: at most 0.002 apart in natural-log units', async () => {
    const waveforms = [0, 1, 2].map((index) => renderExample('test/front-end', index).waveform);
    const joined = Float32Array.from(waveforms.flatMap((waveform) => [...waveform]));
    const y = await runGraph(frontEndGraph(), joined, [3, frontEnd.windowSamples]);
    expect(y.dims).toEqual([3, frontEnd.melBands, frameCount]);
    const expected = waveforms.flatMap((waveform) => [...logMelReference(waveform)]);
    const apart = y.values.reduce((most, value, index) => Math.max(most, Math.abs(value - (expected[index] ?? 0))), 0);
    expect(apart).toBeLessThan(0.002);
  });

  it('puts a tone into the band whose centre is nearest, while it lasts', () => {
    const features = logMelReference(tone(500));
    const levels = Array.from({ length: frontEnd.melBands }, (_, band) => features[band * frameCount + 60] ?? 0);
    const loudest = levels.indexOf(Math.max(...levels));
    const bins = [...melMatrix().subarray(loudest * frontEnd.binCount, (loudest + 1) * frontEnd.binCount)];
    const centre =
      ((bins.indexOf(Math.max(...bins)) + frontEnd.firstBin) * frontEnd.sampleRate) / frontEnd.transformSamples;
    expect(Math.abs(centre - 500)).toBeLessThan(40);
    expect(features[loudest * frameCount + 60]).toBeGreaterThan((features[loudest * frameCount + 10] ?? 0) + 5);
  });

  it('does not mind the level', () => {
    const { waveform } = renderExample('test/front-end', 4);
    const quiet = waveform.map((value) => value / 4);
    const [loudFeatures, quietFeatures] = [logMelReference(waveform), logMelReference(quiet)];
    const apart = loudFeatures.reduce(
      (most, value, index) => Math.max(most, Math.abs(value - (quietFeatures[index] ?? 0))),
      0,
    );
    expect(apart).toBeLessThan(0.2);
  });

  it('gives zeros, not infinities, for digital silence', () => {
    expect(logMelReference(new Float32Array(frontEnd.windowSamples)).every((value) => Math.abs(value) < 1e-6)).toBe(
      true,
    );
  });

  it('has a filter for every band', () => {
    const matrix = melMatrix();
    for (let band = 0; band < frontEnd.melBands; band += 1) {
      const row = matrix.subarray(band * frontEnd.binCount, (band + 1) * frontEnd.binCount);
      expect(
        row.reduce((sum, value) => sum + value, 0),
        `band ${band}`,
      ).toBeGreaterThan(0.4);
    }
  });
});
