import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { openSession, type Session } from '../../electron/cli/session.ts';
import { hasShared, readAudioManifest, sharedAudioPath, sharedFolder } from '../support/shared-audio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const isThere = hasShared('audio/MANIFEST.csv') && hasShared('models/yamnet.onnx');

test.runIf(isThere)('real field recordings go from a folder to a sweep, scored by YAMNet', async () => {
  const folder = temporaryFolder();
  const rows = readAudioManifest().filter((row) => row.group === 'field');
  const card = join(folder, 'card');
  for (const row of rows) {
    await mkdir(dirname(join(card, row.path)), { recursive: true });
    // Real files, read where they lie.
    await symlink(sharedAudioPath(row), join(card, row.path));
  }
  const session = await openSession({ libraryFolder: join(folder, 'library'), scorerCount: 2 });
  try {
    const { sourceId, runId } = await scoreFolder(session, card);
    const frogs = await session.call('ranking/page', { runId, label: 'Frog', offset: 0, limit: 1000 });
    const birds = await session.call('ranking/page', { runId, label: 'Bird', offset: 0, limit: 1000 });
    const scored = frogs.rows.filter((row) => row.state === 'scored');
    process.stdout.write(
      `real field recordings: ${rows.length} used, ${scored.length} scored, ${rows.length - scored.length} refused\n`,
    );

    // N counts every file that was dragged in, and each refusal has its reason.
    expect(frogs.total).toBe(rows.length);
    const refused = frogs.rows.filter((row) => row.state === 'failed');
    expect(refused.map((row) => row.fault?.message.length ?? 0).every((length) => length > 20)).toBe(true);
    expect(scored.length).toBe(rows.filter((row) => /^(?:WAV|FLAC|MP3|OGG)/iu.test(row.format)).length);

    // A magpie, a dawn chorus and song clips rank above wind, rain and phone noise.
    const birdRank = (part: string): number => birds.rows.find((row) => row.relativePath.includes(part))?.rank ?? NaN;
    expect(birdRank('birds_10s')).toBeLessThan(birdRank('wind5'));
    expect(birdRank('Pica pica')).toBeLessThan(birdRank('WindRain'));

    await decideAndExport(session, { runId, sourceId, root: join(folder, 'AudioData', 'curated') });
    await checkExport(join(folder, 'AudioData', 'curated'));
    await checkSweep(session, folder);
  } finally {
    await session.close();
  }
});

async function scoreFolder(session: Session, card: string): Promise<{ sourceId: number; runId: number }> {
  const { source, jobId: scanId } = await session.call('source/add', { path: card, role: 'positive', quality: 'low' });
  await session.finish(scanId);
  const model = await session.call('model/add', { path: join(sharedFolder, 'models/yamnet.onnx') });
  const { run, jobId } = await session.call('run/create', {
    modelId: model.id,
    labels: ['Bird', 'Frog'],
    sourceIds: [source.id],
  });
  await session.finish(jobId);
  return { sourceId: source.id, runId: run.id };
}

async function decideAndExport(
  session: Session,
  { runId, sourceId, root }: { runId: number; sourceId: number; root: string },
): Promise<void> {
  const presets = await session.call('subset/presets', {});
  const best = await session.call('ranking/page', { runId, label: 'Bird', offset: 0, limit: 2 });
  const rejected = best.rows[1];
  await session.call('finding/record', {
    recordingId: best.rows[0]?.recordingId ?? 0,
    label: 'Bird',
    verdict: 'present',
  });
  await session.call('finding/record', { recordingId: rejected?.recordingId ?? 0, label: 'Bird', verdict: 'absent' });
  for (const preset of presets) {
    const subsets = await session.call('subset/create-family', {
      family: preset.family,
      tiers: preset.tiers,
      settings: {
        runId,
        label: 'Bird',
        purpose: preset.purpose,
        sourceIds: [sourceId],
        denominator: { kind: 'scored' },
        policy: 'all-but-rejected',
        refill: preset.purpose === 'positive',
      },
    });
    const filled = subsets.filter((subset) => subset.counts.selected > 0);
    const { jobId } = await session.call('export/write', { subsetIds: filled.map((subset) => subset.id), root });
    await session.finish(jobId);
  }
}

async function checkExport(root: string): Promise<void> {
  const manifest = await readFile(join(root, 'bestLowQuality/top50/manifest.csv'), 'utf8');
  const rows: Record<string, string>[] = parseCsv(manifest, { columns: true });
  const files = (await readdir(join(root, 'bestLowQuality/top50'))).filter((name) => name.endsWith('.wav'));
  expect(files.sort()).toEqual(rows.map((row) => row['exported_name']).sort());
  expect(new Set(files.map((name) => name.toLowerCase())).size).toBe(files.length);
  expect(rows.every((row) => row['decision'] !== 'rejected')).toBe(true);
  expect(rows.filter((row) => row['decision'] === 'approved')).toHaveLength(1);
}

async function checkSweep(session: Session, folder: string): Promise<void> {
  const exportRoot = join(folder, 'AudioData', 'curated');
  const { specification, audioRoot } = await session.call('sweep/from-exports', { presetId: 'stage5', exportRoot });
  const written = await session.call('sweep/write', { specification, audioRoot, root: folder });
  expect(written.experimentCount).toBe(written.files.length - 1);
  const last =
    written.files
      .filter((name) => name !== 'base.yaml')
      .sort()
      .at(-1) ?? '';
  const experiment: unknown = parseYaml(await readFile(join(written.folder, last), 'utf8'));
  expect(experiment).toMatchObject({
    training_package: { positive_subsets: ['AudioData/curated/bestLowQuality/top50'] },
  });
}
