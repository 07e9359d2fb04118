import { join } from 'node:path';
import type { BenchCase } from '../bench-case.ts';
import type { OperationInput } from '../../../electron/contract/operations.ts';
import { atMost, measured, type Measurement, type Reach } from '../measurement.ts';
import { openBenchEngine, type BenchEngine } from '../support/bench-engine.ts';
import { fillScoredLibrary, type ScoredLibrary } from '../support/scored-library.ts';
import { timeEach, timeOnce } from '../support/timing.ts';

const cards = 10;
const pageRows = 100;
const usualCalls = 20;

export const millionCase: BenchCase = {
  id: 'million',
  label: '1,000,000 scored recordings',
  reach:
    'first page, deep page, tier counts, filter by recorder each ≤ 20 ms at the 95th percentile, after ≤ 1.5 s of loading',
  run: async (context) => {
    const recordings = context.quick ? 20_000 : 1_000_000;
    const libraryFolder = join(context.folder, 'library');
    context.say(`writing ${recordings} recordings with scores`);
    const library = fillScoredLibrary(libraryFolder, { recordings, sources: cards, findings: recordings / 100 });
    const loads = await timeLoads(libraryFolder, library, context.rounds);
    const bench = await openBenchEngine(libraryFolder);
    try {
      await bench.call('ranking/counts', keyOf(library));
      // Contents are read once, when something first asks for copies.
      await bench.call('ranking/facets', keyOf(library));
      context.say('asking');
      return [
        measured({
          id: 'load',
          label: 'Loading: first counts after opening the library',
          unit: 's',
          samples: loads,
          reach: atMost(1.5),
          note: `${recordings} recordings of ${cards} recorders, ${recordings / 100} findings`,
        }),
        ...(await timeQuestions(bench, library, recordings)),
      ];
    } finally {
      await bench.close();
    }
  },
};

const keyOf = ({ runId, labels: [label] }: ScoredLibrary) => ({ runId, label });

async function timeLoads(libraryFolder: string, library: ScoredLibrary, rounds: number): Promise<number[]> {
  const loads: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const bench = await openBenchEngine(libraryFolder);
    try {
      loads.push((await timeOnce(() => bench.call('ranking/counts', keyOf(library)))) / 1000);
    } finally {
      await bench.close();
    }
  }
  return loads;
}

interface Question {
  readonly id: string;
  readonly label: string;
  readonly reach?: Reach;
  readonly note: string;
  /** How often it is asked; `usualCalls` where absent. */
  readonly calls?: number;
  ask(index: number): Promise<unknown>;
}

async function timeQuestions(bench: BenchEngine, library: ScoredLibrary, recordings: number): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  const questions = [
    ...pageQuestions(bench, library, recordings),
    ...filterQuestions(bench, library),
    ...tierQuestions(bench, library),
    afterFinding(bench, library, recordings),
  ];
  for (const { id, label, note, reach, calls = usualCalls, ask } of questions) {
    const samples = await timeEach(calls, ask);
    const bound = reach === undefined ? {} : { reach };
    measurements.push(measured({ id, label, unit: 'ms', samples, statistic: '95th percentile', note, ...bound }));
  }
  return measurements;
}

type Filter = OperationInput<'ranking/page'>['filter'];

function page(bench: BenchEngine, library: ScoredLibrary, offset: number, filter: Filter = {}): Promise<unknown> {
  return bench.call('ranking/page', { ...keyOf(library), filter, offset, limit: pageRows });
}

/** What the view before was is never what is asked for now, unless it says "scrolling". */
function pageQuestions(bench: BenchEngine, library: ScoredLibrary, recordings: number): Question[] {
  return [
    {
      id: 'first-page',
      label: 'First page of 100 in a view that is asked for anew',
      reach: atMost(20),
      note: 'all recordings and those of every verdict, in turn',
      ask: (index) => page(bench, library, 0, index % 2 === 0 ? {} : { verdicts: ['unreviewed'] }),
    },
    {
      id: 'deep-page',
      label: 'Deep page, scrolling',
      reach: atMost(20),
      note: 'places anywhere in the last tenth',
      ask: (index) => page(bench, library, Math.floor(recordings * (0.9 + 0.004 * index))),
    },
    {
      id: 'sorted-page',
      label: 'First page sorted by time, then by path',
      note: 'no reach is set for it',
      calls: 6,
      ask: (index) =>
        bench.call('ranking/page', {
          ...keyOf(library),
          sort: { by: index % 2 === 0 ? 'time' : 'path', descending: false },
          offset: 0,
          limit: pageRows,
        }),
    },
  ];
}

function filterQuestions(bench: BenchEngine, library: ScoredLibrary): Question[] {
  return [
    {
      id: 'filter-source',
      label: 'Filter by source',
      reach: atMost(20),
      note: 'another of the ten sources each time; 100,000 match',
      ask: (index) => page(bench, library, 0, { sourceIds: [library.sourceIds[index % cards] ?? 0] }),
    },
    {
      id: 'filter-recorder-text',
      label: 'Filter by the recorder’s name, typed',
      reach: atMost(20),
      note: 'another of the ten recorders each time; 100,000 match',
      ask: (index) => page(bench, library, 0, { text: `AudioMoth-${index % cards}` }),
    },
    {
      id: 'filter-kind',
      label: 'Filter by role and quality',
      reach: atMost(20),
      note: 'recordings’ own before their sources’; the two roles in turn',
      ask: (index) =>
        page(bench, library, 0, { roles: [index % 2 === 0 ? 'negative' : 'unlabelled'], qualities: ['none', 'low'] }),
    },
    {
      id: 'filter-copies',
      label: 'One of each copy',
      reach: atMost(20),
      note: 'after contents were read once; another floor of confidence each time',
      ask: (index) => page(bench, library, 0, { copies: 'one-of-each', minimumConfidence: 0.001 * index }),
    },
    {
      id: 'facets',
      label: 'Counts of roles, qualities and copies',
      reach: atMost(20),
      note: 'over all recordings',
      ask: () => bench.call('ranking/facets', keyOf(library)),
    },
    {
      id: 'filter-confidence',
      label: 'Filter by confidence',
      note: 'no reach is set for it; another floor each time',
      ask: (index) => page(bench, library, 0, { minimumConfidence: 0.5 + 0.02 * index }),
    },
  ];
}

function tierQuestions(bench: BenchEngine, library: ScoredLibrary): Question[] {
  const preview = (tiers: OperationInput<'subset/preview'>['tiers'], purpose: 'positive' | 'negative') =>
    bench.call('subset/preview', {
      tiers,
      settings: {
        ...keyOf(library),
        purpose,
        sourceIds: [...library.sourceIds],
        denominator: { kind: 'scored' },
        policy: 'all-but-rejected',
        refill: false,
      },
    });
  return [
    {
      id: 'tiers-threshold',
      label: 'Counts of three threshold tiers',
      reach: atMost(20),
      note: '0.50, 0.85, 0.99, each moved a little each time, as a dragged handle does',
      ask: (index) =>
        preview(
          [0.5, 0.85, 0.98].map((threshold, tier) => ({
            name: `t${tier}`,
            folder: `hardNeg/t${tier}`,
            rule: { kind: 'threshold', threshold: threshold + 0.0001 * index },
          })),
          'negative',
        ),
    },
    {
      id: 'tiers-percent',
      label: 'Counts of four percent tiers',
      reach: atMost(20),
      note: '5, 15, 30 and 50 %',
      ask: () =>
        preview(
          [5, 15, 30, 50].map((percent) => ({
            name: `p${percent}`,
            folder: `bestLowQuality/p${percent}`,
            rule: { kind: 'top-percent', percent },
          })),
          'positive',
        ),
    },
    {
      id: 'counts',
      label: 'Counts by state and finding, and the histogram',
      reach: atMost(20),
      note: 'over all recordings',
      ask: () => bench.call('ranking/counts', keyOf(library)),
    },
  ];
}

/** What the window asks for after each key press. */
function afterFinding(bench: BenchEngine, library: ScoredLibrary, recordings: number): Question {
  const { label } = keyOf(library);
  return {
    id: 'finding',
    label: 'A finding, then counts and the page it is on',
    note: 'no reach is set for it by itself; case “finding” has the key press with the clip',
    ask: async (index) => {
      await bench.call('finding/record', { recordingId: 1 + ((index * 7_919) % recordings), label, verdict: 'absent' });
      await bench.call('ranking/counts', keyOf(library));
      await page(bench, library, 0);
    },
  };
}
