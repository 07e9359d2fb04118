import { mkdtemp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { InferenceSession } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordingPlan } from '../../../build/sample/recording-plan.ts';
import { renderRecording } from '../../../build/sample/render-recording.ts';
import { renderScene, type Scene } from '../../../build/sample/scene.ts';
import { planSampleRecordings } from '../../../build/sample/sample-plan.ts';
import { modelManifestSchema } from '../../../electron/contract/models.ts';
import { openWindowStream } from '../../../electron/core/audio/window-stream.ts';
import { auroc } from '../../../native-models/builder/auroc.ts';
import { bundledManifest } from '../../../native-models/builder/bundled-manifest.ts';
import { renderExample } from '../../../native-models/builder/training-set.ts';
import { openSession, runSession } from './run-graph.ts';

const folder = join(import.meta.dirname, '../../../native-models/files');
const { sampleRate, windowSamples, hopSamples } = bundledManifest;
const modelPath = join(folder, `${bundledManifest.id}.onnx`);

let session: InferenceSession;
let work: string;

beforeAll(async () => {
  session = await openSession(modelPath);
  work = await mkdtemp(join(tmpdir(), 'earmark-bundled-'));
});

afterAll(async () => {
  await session.release();
  await rm(work, { recursive: true, force: true });
});

async function logits(waveforms: readonly Float32Array[]): Promise<number[]> {
  const joined = new Float32Array(waveforms.length * windowSamples);
  waveforms.forEach((waveform, index) => joined.set(waveform, index * windowSamples));
  const outputs = await runSession(session, joined, [waveforms.length, windowSamples]);
  return outputs['logits']?.values ?? [];
}

/** Highest probability of a recording, through the app's own reader and resampler; null where it cannot be read. */
async function confidence(plan: RecordingPlan): Promise<number | null> {
  const path = join(work, plan.source, plan.path);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, renderRecording(plan).bytes);
  const stream = await openWindowStream(path, { sampleRate, windowSamples, hopSamples });
  if (!stream.ok) {
    return null;
  }
  let highest = -Infinity;
  const room = new Float32Array(4 * windowSamples);
  for (let starts = await stream.value.fill(room); starts.ok && starts.value.length > 0;) {
    const count = starts.value.length;
    const outputs = await runSession(session, room.slice(0, count * windowSamples), [count, windowSamples]);
    highest = Math.max(highest, ...(outputs['logits']?.values ?? []));
    starts = await stream.value.fill(room);
  }
  await stream.value.close();
  await rm(path);
  return 1 / (1 + Math.exp(-highest));
}

describe('bundled model', () => {
  it('is small and is what its manifest and its card say', async () => {
    expect((await stat(modelPath)).size).toBeLessThanOrEqual(1_000_000);
    const text = await readFile(join(folder, `${bundledManifest.id}.manifest.json`), 'utf8');
    expect(modelManifestSchema.parse(JSON.parse(text))).toEqual(bundledManifest);
    const [input] = session.inputMetadata;
    expect(input).toMatchObject({ name: bundledManifest.input.name, shape: ['N', windowSamples] });
    expect(session.outputNames).toEqual(['logits', 'embeddings']);
    const card = await readFile(join(folder, 'MODEL-CARD.md'), 'utf8');
    expect(card).toContain('not for science');
    expect(card).toContain(`${(await stat(modelPath)).size} bytes`);
  });

  it('hears a clear call and does not hear one in noise', async () => {
    const quiet: Scene = { name: 'test/clear', seconds: 3, peakDbfs: -25, layers: [] };
    const calling: Scene = { ...quiet, call: { type: 'both', snrDb: 18, place: 0.5 } };
    const [noise, call, silence] = await logits([
      renderScene(quiet, sampleRate).samples,
      renderScene(calling, sampleRate).samples,
      new Float32Array(windowSamples),
    ]);
    expect(noise).toBeLessThan(0);
    expect(silence).toBeLessThan(0);
    expect(call).toBeGreaterThan(4);
  });

  it('scores a window alike alone and in a batch', async () => {
    const waveforms = [0, 1, 2].map((index) => renderExample('test/batch', index).waveform);
    const together = await logits(waveforms);
    for (const [index, waveform] of waveforms.entries()) {
      expect((await logits([waveform]))[0]).toBeCloseTo(together[index] ?? NaN, 3);
    }
  });

  it('reaches the AUROC of its card on clips nobody drew before, and is not perfect', async () => {
    const card = await readFile(join(folder, 'MODEL-CARD.md'), 'utf8');
    const claimed = Number(/held-out synthesised clips\s*\|\s*(0\.\d+)/.exec(card)?.[1]);
    const examples = Array.from({ length: 240 }, (_, index) => renderExample('test/fresh', index));
    const scores = await logits(examples.map(({ waveform }) => waveform));
    const measured = auroc(
      scores,
      examples.map(({ positive }) => positive),
    );
    expect(claimed).toBeGreaterThan(0.9);
    expect(claimed).toBeLessThan(0.999);
    // Four standard errors of an AUROC near 0.95 from 240 clips.
    expect(Math.abs(measured - claimed)).toBeLessThan(0.06);
  }, 60_000);

  it('finds graded hard negatives and at least three planted calls in the negative source', async () => {
    const plans = planSampleRecordings().filter((plan) => plan.source === 'negative-field');
    const scored: { plan: RecordingPlan; confidence: number | null }[] = [];
    for (const plan of plans) {
      scored.push({ plan, confidence: await confidence(plan) });
    }
    expect(scored.filter((row) => row.confidence === null).map((row) => row.plan.damage)).toHaveLength(2);
    const at = (threshold: number) => scored.filter((row) => (row.confidence ?? 0) >= threshold);
    const counts = [0.5, 0.85, 0.99].map((threshold) => at(threshold).length);
    expect(counts[0]).toBeGreaterThan((counts[1] ?? 0) + 3);
    expect(counts[1]).toBeGreaterThan((counts[2] ?? 0) + 3);
    expect(at(0.99).filter((row) => row.plan.plantedMislabelled).length).toBeGreaterThanOrEqual(3);
    expect(at(0.99).some((row) => !row.plan.plantedMislabelled)).toBe(true);
  }, 120_000);
});
