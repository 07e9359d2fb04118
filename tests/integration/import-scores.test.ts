import { describe, expect, test } from 'vitest';
import { openSession } from '../../electron/cli/session.ts';
import type { OperationOutput } from '../../electron/contract/operations.ts';
import { applicationVersion } from '../../electron/engine/application-version.ts';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { createScorerFleet } from '../../electron/host/scorer-fleet.ts';
import { silentLog } from '../../electron/rpc/line-log.ts';
import { openLibrary } from '../../db/connection/open-library.ts';
import { prepareQueries } from '../../db/queries/index.ts';
import { unwrap } from '../../electron/contract/outcome.ts';
import {
  birdnet,
  combined,
  importAll,
  ranked,
  recordings,
  refusal,
  withTables,
  type Rig,
} from '../support/imported-tables.ts';
import { trackProcesses } from '../support/tracked-processes.ts';

describe('Scores that were made elsewhere', () => {
  test('become a run with ranking, histogram and tiers; files of one name in two folders stay two', async () => {
    await withTables(combined, async (rig) => {
      const { run, preview } = await importAll(rig);

      expect(preview.files).toEqual({
        named: 4,
        matched: 3,
        ambiguous: 1,
        unmatched: 0,
        withoutRow: 1,
        unscored: 0,
        uncertain: 0,
      });
      expect(preview.issues).toMatchObject([{ line: 5, reason: '“oops” is no score.' }]);
      expect(preview.tables.filter(({ ignored }) => ignored !== null)).toHaveLength(1);
      expect(run).toMatchObject({ total: 4, scored: 4, pending: 0, labels: ['RADR'] });
      expect(run.modelName).toBe('imported: BirdNET-Analyzer 2.4 CSV');
      expect(run.settings.imported?.rounding).toEqual({ decimals: 4, isHalfPrecision: false });
      expect(await ranked(rig, run.id)).toEqual([
        ['B/x.wav', Math.fround(0.9312), 3],
        ['A/x.wav', 0.5, 0],
        ['B/y.wav', 0, null],
        ['z.wav', 0, null],
      ]);
      const counts = await rig.session.call('ranking/counts', { runId: run.id, label: 'RADR' });
      expect(counts).toMatchObject({ total: 4, scored: 2, zero: 2, failed: 0, pending: 0 });
      const leakage = await rig.session.call('leakage/check-run', { runId: run.id });
      expect(leakage.messages.join(' ')).toContain('not known');
    });
  });

  test('without the files that no table names, where that is asked for', async () => {
    await withTables(combined, async (rig) => {
      const { run } = await importAll(rig, { unlisted: 'left-out', label: ['frog'] });

      expect(run).toMatchObject({ total: 3, labels: ['Frog'] });
      expect((await ranked(rig, run.id, 'Frog')).map(([path]) => path)).toEqual(['B/x.wav', 'A/x.wav', 'B/y.wav']);
    });
  });

  test('cannot be scored again, nor read with another sensitivity, and say why', async () => {
    await withTables(combined, async (rig) => {
      const { session } = rig;
      const { run } = await importAll(rig);
      const { modelId, id: runId } = run;

      expect(await refusal(session.call('run/score', { runId }))).toContain('no model to score with');
      expect(
        await refusal(session.call('run/create', { modelId, labels: ['RADR'], sourceIds: run.sourceIds })),
      ).toContain('no model to score with');
      expect(await refusal(session.call('run/update', { runId, sensitivity: 1.25 }))).toContain('sensitivity');
      expect((await session.call('run/update', { runId, name: 'renamed' })).name).toBe('renamed');
      await session.call('run/remove', { runId });
      expect((await session.call('model/list', {})).map(({ id }) => id)).not.toContain(modelId);
    });
  });

  test('of several models are not mixed unless that is asked for', async () => {
    const tables = {
      'low_quality_radr_max_1.csv': 'File,radr_max_confidence,saved_at,source,model\nz.wav,0.9,1,ui,m1\n',
      'low_quality_radr_max_2.csv': 'File,radr_max_confidence,saved_at,source,model\nz.wav,0.4,2,ui,m2\n',
    };
    await withTables(tables, async (rig) => {
      expect(await refusal(importAll(rig))).toContain('2 models or runs (m1, m2)');
      const one = await importAll(rig, { model: ['m2'] });
      const mixed = await importAll(rig, { model: ['m1', 'm2'] });

      expect((await ranked(rig, one.run.id))[0]).toEqual(['z.wav', Math.fround(0.4), 0]);
      expect((await ranked(rig, mixed.run.id))[0]?.[1]).toBe(Math.fround(0.9));
      expect(one.run.settings.imported?.models).toEqual(['m2']);
    });
  });

  test('of a table that no dialect knows are read by mapped columns', async () => {
    await withTables({ 'mine.csv': 'Datei;Wert\nB\\y.wav;2,5\n' }, async (rig) => {
      expect(await refusal(importAll(rig))).toContain('Say which holds the file');
      const { run } = await importAll(rig, { map: 'file=Datei,score=Wert', scale: 'logit' });

      expect((await ranked(rig, run.id))[0]?.[1]).toBe(Math.fround(1 / (1 + Math.exp(-2.5))));
    });
  });

  test('are refused where nothing fits, with what to do', async () => {
    await withTables({ 't.csv': `${birdnet}\n0.0,3.0,RADR,Frog,0.5000,other.wav\n` }, async (rig) => {
      expect(await refusal(importAll(rig))).toMatch(/the first is other\.wav\. Add the folder/u);
    });
    await withTables(combined, async (rig) => {
      expect(await refusal(importAll(rig, { label: ['Raven'] }))).toContain('No row is about “Raven”');
    });
  });

  test('of recordings that cannot be read count as failed, in the run as in its ranking', async () => {
    let folder = '';
    await withTables(combined, async (rig) => {
      await importAll(rig);
      folder = rig.libraryFolder;
    });
    const library = unwrap(openLibrary(folder));
    const queries = prepareQueries(library.database);
    const runId = queries.runs.list()[0]?.id ?? 0;
    queries.recordings.markMissing(queries.rankColumns.inState(runId, 'scored')[0] ?? 0);
    library.close();
    const session = await openSession({ libraryFolder: folder, scorerCount: 1 });
    try {
      const counts = await session.call('ranking/counts', { runId, label: 'RADR' });
      const [run] = (await session.call('run/list', {})).filter(({ id }) => id === runId);
      expect(run).toMatchObject({ total: 4, scored: 3, failed: 1 });
      expect([counts.scored + counts.zero, counts.failed]).toEqual([3, 1]);
    } finally {
      await session.close();
    }
  });

  test('of a table that holds its header only are all zero, where the program writes no row below a floor', async () => {
    await withTables({ 'BirdNET_CombinedTable.csv': `${birdnet}\n` }, async (rig) => {
      const { run, preview } = await importAll(rig);

      expect(preview.warnings.join(' ')).toContain('nothing was found in any recording');
      expect(run).toMatchObject({ total: 4, scored: 4 });
      expect((await ranked(rig, run.id)).map(([, confidence]) => confidence)).toEqual([0, 0, 0, 0]);
      expect(await refusal(importAll(rig, { unlisted: 'left-out' }))).toContain('hold no row');
    });
  });

  test('are out of date once their recording changes, and never wait for a model', async () => {
    let folder = '';
    await withTables(combined, async (rig) => {
      await importAll(rig);
      folder = rig.libraryFolder;
    });
    const library = unwrap(openLibrary(folder));
    const queries = prepareQueries(library.database);
    const [run] = queries.runs.list();
    const recordingId = queries.rankColumns.inState(run?.id ?? 0, 'scored')[0] ?? 0;
    queries.scoring.forgetScores(recordingId);
    queries.scoring.retryRecording(recordingId);
    const after = queries.runs.byId(run?.id ?? 0);
    const waiting = queries.scoring.pending(run?.id ?? 0);
    library.close();

    expect(after).toMatchObject({ total: 4, scored: 3, failed: 1, pending: 0 });
    expect(waiting).toEqual([]);
  });

  test('leave nothing behind where they are cancelled, and nothing is seen of them until they are complete', async () => {
    const rows = recordings.map(({ path }) => `0.0,3.0,RADR,Frog,0.5000,${path}`).join('\n');
    await withTables(
      { 'BirdNET_CombinedTable.csv': `${birdnet}\n${rows}\n` },
      async ({ tables, libraryFolder, session }) => {
        await session.close();
        const engine = unwrap(await createEngine(engineOptions(libraryFolder)));
        const stages: string[] = [];
        const seen: number[] = [];
        const cancel = new AbortController();
        engine.onEvent((event) => {
          if (event.topic === 'import/progress' && event.payload.progressId === 'mine') {
            stages.push(event.payload.stage);
            if (event.payload.stage === 'storing') {
              void engine.call('run/list', {}, signal).then((runs) => seen.push((unwrap(runs) as unknown[]).length));
              cancel.abort();
            }
          }
        });
        const before = await countsOf(engine);
        const request = { paths: [tables], labels: ['RADR'], progressId: 'mine' };
        const stopped = await engine.call('import/scores', request, cancel.signal);

        expect(stopped.ok ? null : stopped.fault.code).toBe('cancelled');
        expect(stages).toEqual(expect.arrayContaining(['reading', 'matching', 'storing']));
        expect(seen).toEqual([before.runs]);
        expect(await countsOf(engine)).toEqual(before);
        await engine.close();
        expect(rowsOf(libraryFolder)).toEqual({ scores: 0, incomplete: 0 });
      },
    );
  });

  test('of an import that was killed are gone after the next start', async () => {
    await withTables(combined, async (rig) => {
      const { run } = await importAll(rig);
      await rig.session.close();
      const library = unwrap(openLibrary(rig.libraryFolder));
      const settings = JSON.stringify({ incomplete: true, imported: {} });
      prepareQueries(library.database).runs.update({ id: run.id, name: run.name, settings });
      library.close();
      const engine = unwrap(await createEngine(engineOptions(rig.libraryFolder)));
      const runs = unwrap(await engine.call('run/list', {}, signal)) as OperationOutput<'run/list'>;
      await expect
        .poll(() => engine.call('model/list', {}, signal).then((models) => (unwrap(models) as unknown[]).length))
        .toBe(2);
      await engine.close();

      expect(runs.map(({ id }) => id)).not.toContain(run.id);
      expect(rowsOf(rig.libraryFolder)).toEqual({ scores: 0, incomplete: 0 });
    });
  });

  test('a recording without a number, one that may be another, and one that cannot be read are failed and not zero', async () => {
    const text = 'file,start_time,end_time,RADR\nA/x.wav,0,3,-1.5\nz.wav,0,3,\nx.wav,0,3,2.5\n';
    await withTables({ 'scores.csv': text }, async (rig) => {
      const library = prepareFault(rig, 'B/y.wav');
      await rig.session.close();
      library();
      const session = await openSession({ libraryFolder: rig.libraryFolder, scorerCount: 1 });
      const { run, preview } = await importAll({ ...rig, session });
      const rows = await ranked({ ...rig, session }, run.id);
      await session.close();

      expect(preview.files).toMatchObject({ matched: 2, ambiguous: 1, unscored: 1, uncertain: 1, withoutRow: 1 });
      expect(run).toMatchObject({ total: 4, scored: 1, failed: 3 });
      expect(rows[0]).toEqual(['A/x.wav', Math.fround(1 / (1 + Math.exp(1.5))), 0]);
    });
  });

  test('of two analyses of the same files are not mixed unless that is asked for', async () => {
    const table = (score: string): string => `${birdnet}\n0.0,3.0,RADR,Frog,${score},z.wav\n`;
    const files = {
      'a/BirdNET_analysis_params.csv': 'File splitting duration,Segment length\n600,3.0\n',
      'a/BirdNET_CombinedTable.csv': table('0.9000'),
      'b/BirdNET_analysis_params.csv': 'File splitting duration,Segment length\n600,3.0\n',
      'b/BirdNET_CombinedTable.csv': table('0.4000'),
    };
    await withTables(files, async (rig) => {
      expect(await refusal(importAll(rig))).toContain('2 models or runs (tables/a, tables/b)');
      const { run } = await importAll(rig, { model: ['tables/b'] });

      expect((await ranked(rig, run.id))[0]?.[1]).toBe(Math.fround(0.4));
    });
  });
});

const { signal } = new AbortController();

function engineOptions(libraryFolder: string) {
  const scorers = createScorerFleet(trackProcesses().factory);
  return { libraryFolder, scorers, scorerCount: 1, log: silentLog, applicationVersion, takeUpJobs: false };
}

async function countsOf(engine: Engine) {
  const [runs, models] = [await engine.call('run/list', {}, signal), await engine.call('model/list', {}, signal)];
  return { runs: (unwrap(runs) as unknown[]).length, models: (unwrap(models) as unknown[]).length };
}

/** What is stored, whether it is seen or not. */
function rowsOf(libraryFolder: string) {
  const { database, close } = unwrap(openLibrary(libraryFolder));
  const count = (sql: string): unknown => database.prepare(sql).pluck().get();
  const rows = {
    scores: count('SELECT count(*) FROM score'),
    incomplete: count("SELECT count(*) FROM run WHERE json_extract(settings, '$.incomplete') IS NOT NULL"),
  };
  close();
  return rows;
}

/** Marks a recording as one that Earmark cannot read, once the library is free. */
function prepareFault({ libraryFolder }: Rig, path: string): () => void {
  return () => {
    const { database, close } = unwrap(openLibrary(libraryFolder));
    database
      .prepare("UPDATE recording SET fault_code = 'empty-file', fault_message = 'It is empty.' WHERE relative_path = ?")
      .run(path);
    close();
  };
}
