import { join } from 'node:path';
import type { OperationInput } from '../../../electron/contract/operations.ts';
import type { SubsetRule, SubsetStep } from '../../../electron/contract/subsets.ts';
import type { BenchCase } from '../bench-case.ts';
import { atMost, measured, type Measurement } from '../measurement.ts';
import { openBenchEngine, type BenchEngine } from '../support/bench-engine.ts';
import { fillScoredLibrary, type ScoredLibrary } from '../support/scored-library.ts';
import { timeEach, timeOnce } from '../support/timing.ts';

const cards = 10;
const calls = 10;
const reached = atMost(200);

export const rulesCase: BenchCase = {
  id: 'rules',
  label: 'Rules over 1,000,000 scored recordings',
  reach: 'any rule, composed or not, with refill or without: ≤ 200 ms at the 95th percentile',
  run: async (context) => {
    const recordings = context.quick ? 20_000 : 1_000_000;
    const libraryFolder = join(context.folder, 'library');
    context.say(`writing ${recordings} recordings with scores and hashes`);
    const library = fillScoredLibrary(libraryFolder, {
      recordings,
      sources: cards,
      findings: recordings / 100,
      copiesEvery: 20,
    });
    const bench = await openBenchEngine(libraryFolder);
    try {
      await bench.call('ranking/counts', { runId: library.runId, label: library.labels[0] });
      context.say('first questions, which load nights, hashes and paths');
      const loads = await timeLoads(bench, library);
      context.say('asking');
      return [...loads, ...(await timeRules(bench, library)), await timeApart(bench, library)];
    } finally {
      await bench.close();
    }
  },
};

type Settings = OperationInput<'subset/preview'>['settings'];

function settingsOf({ runId, labels: [label], sourceIds }: ScoredLibrary, changes: Partial<Settings> = {}): Settings {
  return {
    runId,
    label,
    purpose: 'negative',
    sourceIds: [...sourceIds],
    denominator: { kind: 'scored' },
    policy: 'all-but-rejected',
    refill: false,
    ...changes,
  };
}

function preview(bench: BenchEngine, settings: Settings, ...rules: readonly SubsetRule[]): Promise<unknown> {
  const tiers = rules.map((rule, tier) => ({ name: `t${tier}`, folder: `hardNeg/t${tier}`, rule }));
  return bench.call('subset/preview', { settings, tiers });
}

const then = (...steps: SubsetStep[]): SubsetRule => ({ kind: 'pipeline', steps });

/** Once a library: what no rule needs is not read. */
async function timeLoads(bench: BenchEngine, library: ScoredLibrary): Promise<Measurement[]> {
  const first = (id: string, label: string, rule: SubsetRule): Promise<Measurement> =>
    timeOnce(() => preview(bench, settingsOf(library), rule)).then((milliseconds) =>
      measured({
        id,
        label,
        unit: 's',
        samples: [milliseconds / 1000],
        statistic: 'once',
        note: 'no reach is set for it',
      }),
    );
  return [
    await first('load-nights', 'First rule by night: times, recorders and sites are read', {
      kind: 'per-night',
      most: 20,
    }),
    await first('load-hashes', 'First rule by content: hashes are read', { kind: 'no-copies' }),
    await first('load-paths', 'First draw: paths are read', { kind: 'random', count: 200, seed: 1 }),
  ];
}

interface Asked {
  readonly id: string;
  readonly label: string;
  readonly rule: (index: number) => SubsetRule;
}

const asked: readonly Asked[] = [
  { id: 'threshold', label: 'Threshold', rule: (index) => ({ kind: 'threshold', threshold: 0.5 + 0.01 * index }) },
  {
    id: 'caps',
    label: 'At most 20 a night of all recordings',
    rule: (index) => ({ kind: 'per-night', most: 20 + index }),
  },
  {
    id: 'quantile-bins',
    label: '1,000 from each of 10 bins of all recordings',
    rule: (index) => ({ kind: 'quantile-bins', bins: 10, each: 1000, by: 'count', seed: index }),
  },
  {
    id: 'random',
    label: '10,000 of all recordings at random',
    rule: (index) => ({ kind: 'random', count: 10_000, seed: index }),
  },
  { id: 'no-copies', label: 'No copies among all recordings', rule: () => ({ kind: 'no-copies' }) },
  {
    id: 'composed',
    label: '“≥ 0.85, at most 20 a night, no copies, top 200”',
    rule: (index) =>
      then(
        { kind: 'threshold', threshold: 0.85 - 0.001 * index },
        { kind: 'per-night', most: 20 },
        { kind: 'no-copies' },
        { kind: 'top-n', count: 200 },
      ),
  },
  {
    id: 'composed-worst',
    label: 'Six steps that each see nearly everything',
    rule: (index) =>
      then(
        { kind: 'threshold', threshold: 0 },
        { kind: 'no-copies' },
        { kind: 'per-night', most: 900_000 },
        { kind: 'per-recorder', most: 95_000 },
        { kind: 'random', count: 900_000, seed: index },
        { kind: 'quantile-bins', bins: 20, each: 40_000, by: 'width', seed: index },
      ),
  },
];

async function timeRules(bench: BenchEngine, library: ScoredLibrary): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const refill of [false, true]) {
    for (const { id, label, rule } of asked) {
      const samples = await timeEach(calls, (index) => preview(bench, settingsOf(library, { refill }), rule(index)));
      measurements.push(
        measured({
          id: refill ? `${id}-refill` : id,
          label: refill ? `${label}; refilled` : label,
          unit: 'ms',
          samples,
          statistic: '95th percentile',
          reach: reached,
          note: 'another value each time',
        }),
      );
    }
  }
  return measurements;
}

/** Against a made family of the other side, as in the dialog. */
async function timeApart(bench: BenchEngine, library: ScoredLibrary): Promise<Measurement> {
  await bench.call('subset/create-family', {
    family: 'bestLowQuality',
    settings: settingsOf(library, { purpose: 'positive' }),
    tiers: [5, 15, 30].map((percent) => ({
      name: `p${percent}`,
      folder: `bestLowQuality/p${percent}`,
      rule: { kind: 'top-percent', percent },
    })),
  });
  const apart = { otherSide: true, copies: true, sameNight: true, heldOut: true };
  const samples = await timeEach(calls, (index) =>
    preview(bench, settingsOf(library, { apart }), { kind: 'threshold', threshold: 0.5 + 0.01 * index }),
  );
  return measured({
    id: 'kept-apart',
    label: 'Threshold, kept apart from three subsets of the other side',
    unit: 'ms',
    samples,
    statistic: '95th percentile',
    reach: reached,
    note: 'recordings, copies and nights of up to 300,000 files',
  });
}
