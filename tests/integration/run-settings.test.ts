import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession, type Session } from '../../electron/cli/session.ts';
import type { SelectionSettings, Tier } from '../../electron/contract/subsets.ts';
import type { Run } from '../../electron/contract/runs.ts';
import { FaultError } from '../../electron/contract/outcome.ts';
import { confidenceOf } from '../../electron/core/scoring/confidence.ts';
import { hasShared, sharedFolder } from '../support/shared-audio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeTestRecordings } from '../support/test-recordings.ts';

const folder = temporaryFolder();
const recordings = join(folder, 'card');
const label = 'frog';
let session: Session;
let run: Run;

beforeAll(async () => {
  await makeTestRecordings(recordings, 24);
  session = await openSession({ libraryFolder: join(folder, 'library') });
  const { source, jobId } = await session.call('source/add', { path: recordings, role: 'negative' });
  await session.finish(jobId);
  const model = (await session.call('model/list', {})).find((each) => each.bundled);
  const created = await session.call('run/create', {
    modelId: model?.id ?? 0,
    labels: [label],
    sourceIds: [source.id],
  });
  await session.finish(created.jobId);
  run = created.run;
});

afterAll(() => session.close());

async function rows() {
  return (await session.call('ranking/page', { runId: run.id, label, offset: 0, limit: 1000 })).rows;
}

const tier: Tier = {
  name: 'half',
  folder: 'hardNeg/hardneg_conf_min_50',
  rule: { kind: 'threshold', threshold: 0.5, fourDecimals: false },
};

function selection(): SelectionSettings {
  return {
    runId: run.id,
    label,
    purpose: 'negative',
    sourceIds: run.sourceIds,
    denominator: { kind: 'scored' },
    policy: 'all-but-rejected',
    refill: false,
  };
}

describe('how scores are read', () => {
  test('a sensitivity changes every confidence, no raw score and no rank', async () => {
    const before = await rows();
    const countsBefore = await session.call('ranking/counts', { runId: run.id, label, bins: 20 });
    const changed = await session.call('run/update', { runId: run.id, name: 'keen', sensitivity: 1.25 });
    expect(changed).toMatchObject({ name: 'keen', settings: { sensitivity: 1.25, activation: null } });
    const after = await rows();
    expect(after.map(({ recordingId, rank, raw }) => [recordingId, rank, raw])).toEqual(
      before.map(({ recordingId, rank, raw }) => [recordingId, rank, raw]),
    );
    const scored = after.filter((row) => row.raw !== null);
    expect(scored.length).toBe(24);
    expect(scored.map((row) => row.confidence)).toEqual(
      scored.map((row) => confidenceOf(row.raw ?? 0, 'sigmoid', 1.25)),
    );
    const counts = await session.call('ranking/counts', { runId: run.id, label, bins: 20 });
    expect(counts.histogram).not.toEqual(countsBefore.histogram);
  });

  test('window scores, other scores, subsets and exports follow', async () => {
    const [best] = await rows();
    const detail = await session.call('recording/detail', {
      recordingId: best?.recordingId ?? 0,
      ranking: { runId: run.id, label },
    });
    const highest = detail.windowScores?.confidence.reduce((left, right) => Math.max(left, right));
    expect(highest).toBe(best?.confidence);
    expect(detail.otherScores[0]?.confidence).toBe(best?.confidence);

    const passing = (await rows()).filter((row) => (row.confidence ?? 0) >= 0.5).length;
    await session.call('run/update', { runId: run.id, sensitivity: 1 });
    const passingAtOne = (await rows()).filter((row) => (row.confidence ?? 0) >= 0.5).length;
    expect(passing).toBeGreaterThan(passingAtOne);
    await session.call('run/update', { runId: run.id, sensitivity: 1.25 });
    const [counts] = await session.call('subset/preview', { settings: selection(), tiers: [tier] });
    expect(counts?.selected).toBe(passing);

    const [subset] = await session.call('subset/create-family', {
      family: 'hardNeg',
      settings: selection(),
      tiers: [tier],
    });
    const root = join(folder, 'curated');
    const { jobId } = await session.call('export/write', { subsetIds: [subset?.id ?? 0], root });
    await session.finish(jobId);
    const document: unknown = JSON.parse(await readFile(join(root, tier.folder, 'subset.json'), 'utf8'));
    expect(document).toMatchObject({ run: { reading: { activation: 'sigmoid', sensitivity: 1.25 } } });
  });

  test('an activation of its own, and back to the manifest’s', async () => {
    await session.call('run/update', { runId: run.id, activation: 'none' });
    const [best] = await rows();
    expect(best?.confidence).toBe(best?.raw);
    const { warnings } = await session.call('ranking/counts', { runId: run.id, label });
    expect(warnings.join(' ')).toMatch(/logits/u);
    await session.call('run/update', { runId: run.id, activation: null, sensitivity: 1 });
    const [again] = await rows();
    expect(again?.confidence).toBe(confidenceOf(again?.raw ?? 0, 'sigmoid'));
    const softmax = session.call('run/update', { runId: run.id, activation: 'softmax' });
    await expect(softmax).rejects.toThrow(FaultError);
  });
});

test('a count of scorers is kept for the jobs to come', async () => {
  const suggested = await session.call('setting/scorers', {});
  expect(suggested).toMatchObject({ count: suggested.suggested, origin: 'suggested' });
  expect(await session.call('setting/scorers', { count: 1 })).toMatchObject({ count: 1, origin: 'library' });
  expect(await session.call('setting/scorers', {})).toMatchObject({ count: 1, origin: 'library' });
  expect(await session.call('setting/scorers', { count: null })).toEqual(suggested);
});

test.runIf(hasShared('models/yamnet.onnx'))(
  'the highest labels of every file, and two models side by side',
  async () => {
    const model = await session.call('model/add', { path: join(sharedFolder, 'models/yamnet.onnx') });
    const created = await session.call('run/create', {
      modelId: model.id,
      labels: ['Frog'],
      sourceIds: run.sourceIds,
      topLabels: 5,
    });
    const job = await session.finish(created.jobId);
    expect(job.state).toBe('done');
    const key = { runId: created.run.id, label: 'Frog' };
    const page = await session.call('ranking/page', { ...key, offset: 0, limit: 1000 });
    const best = page.rows[0];
    const { topLabels } = await session.call('recording/detail', { recordingId: best?.recordingId ?? 0, ranking: key });
    expect(topLabels).toHaveLength(5);
    expect(topLabels.map((each) => each.raw)).toEqual(
      topLabels.map((each) => each.raw).sort((left, right) => right - left),
    );
    const frog = topLabels.find((each) => each.label === 'Frog');
    expect(frog === undefined || frog.raw === best?.raw).toBe(true);
    expect((topLabels[4]?.raw ?? 0) >= (best?.raw ?? 0) || frog !== undefined).toBe(true);

    const comparison = await session.call('run/compare', {
      left: { runId: run.id, label },
      right: key,
      tiers: [{ kind: 'top-percent', percent: 25 }],
    });
    expect(comparison).toMatchObject({ shared: 24, onlyLeft: 0, onlyRight: 0 });
    expect(comparison.scatter).toHaveLength(24);
    expect(comparison.tiers[0]).toMatchObject({ leftCount: 6, rightCount: 6, ruleInWords: 'best 25 %' });
    const same = await session.call('run/compare', { left: key, right: key });
    expect(same).toMatchObject({ rankCorrelation: 1, rose: [], fell: [] });
  },
);
