import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchCase, BenchContext } from '../bench-case.ts';
import { atLeast, atMost, measured, notMeasured, ratios, type Measurement } from '../measurement.ts';
import { openBenchEngine, type BenchEngine } from '../support/bench-engine.ts';
import { filesOf, writeNoiseRecordings } from '../support/recordings.ts';
import { timeLinkPhase } from '../support/link-phase.ts';
import { fillScoredLibrary } from '../support/scored-library.ts';
import { timeOnce } from '../support/timing.ts';

const nestedTiers = 5;

export const exportCase: BenchCase = {
  id: 'export',
  label: 'Export',
  reach: 'copy with hash in the same pass ≥ 0.9 × the speed of cp, warm cache; 20,000 hard links ≤ 3 s',
  run: async (context) => [
    ...(await measureCopies(context)),
    ...(await measureLinks(context)),
    ...(await measurePreview(context)),
  ],
};

interface Exported {
  /** From the request to the finished job. */
  readonly seconds: number;
  /** Of the preview that a person sees before it. */
  readonly previewSeconds: number;
}

interface ExportRig {
  readonly card: string;
  /** Exports tiers that all hold every recording, to a new root. */
  exportTiers(count: number): Promise<Exported>;
  close(): Promise<void>;
}

async function makeRig(folder: string, recordings: number, seconds: number): Promise<ExportRig> {
  const card = join(folder, 'card');
  writeNoiseRecordings(card, recordings, { seconds, sampleRate: 48_000 });
  const libraryFolder = join(folder, 'library');
  const library = fillScoredLibrary(libraryFolder, { recordings, sources: 1, folder: card, files: filesOf(card) });
  const bench = await openBenchEngine(libraryFolder);
  const subsetIds = await makeTiers(bench, { runId: library.runId, label: library.labels[0] }, library.sourceIds);
  return {
    card,
    exportTiers: async (count) => {
      const root = join(folder, `export-${performance.now()}`);
      mkdirSync(root);
      settleDisk();
      const request = { subsetIds: subsetIds.slice(0, count), root, extent: 'whole' as const };
      const preview = await timeOnce(() => bench.call('export/preview', request));
      const whole = await timeOnce(async () => bench.finish((await bench.call('export/write', request)).jobId));
      const written = readdirSync(join(root, 'bestLowQuality/tier-1')).filter((name) => name.endsWith('.wav')).length;
      if (written !== recordings) {
        throw new Error(`${written} of ${recordings} files were exported`);
      }
      rmSync(root, { recursive: true });
      return { seconds: whole / 1000, previewSeconds: preview / 1000 };
    },
    close: () => bench.close(),
  };
}

async function makeTiers(
  bench: BenchEngine,
  key: { readonly runId: number; readonly label: string },
  sourceIds: readonly number[],
): Promise<number[]> {
  const subsets = await bench.call('subset/create-family', {
    family: 'bestLowQuality',
    settings: {
      ...key,
      purpose: 'positive',
      sourceIds: [...sourceIds],
      denominator: { kind: 'scored' },
      policy: 'all-but-rejected',
      refill: false,
    },
    tiers: Array.from({ length: nestedTiers }, (_, index) => ({
      name: `tier-${index + 1}`,
      folder: `bestLowQuality/tier-${index + 1}`,
      rule: { kind: 'top-percent' as const, percent: 100 },
    })),
  });
  return subsets.map(({ id }) => id);
}

async function measureCopies(context: BenchContext): Promise<Measurement[]> {
  const recordings = context.quick ? 100 : 1_000;
  const ratio = { id: 'copy-ratio', label: 'Speed of the export against cp -r' };
  if (process.platform === 'win32') {
    return [notMeasured(ratio.id, ratio.label, 'Windows has no cp')];
  }
  const rig = await makeRig(join(context.folder, 'copies'), recordings, 3);
  const copied: number[] = [];
  const exported: number[] = [];
  try {
    await rig.exportTiers(1);
    for (let round = 0; round < context.rounds; round += 1) {
      context.say(`copies, round ${round + 1} of ${context.rounds}`);
      copied.push(await copyWithCp(rig.card, join(context.folder, 'cp')));
      exported.push((await rig.exportTiers(1)).seconds);
    }
  } finally {
    await rig.close();
  }
  const note = `${recordings} files of 288 kB; planning, manifest and database included`;
  return [
    measured({ id: 'cp', label: 'cp -r', unit: 's', samples: copied, note: `${recordings} files of 288 kB` }),
    measured({ id: 'copy', label: 'Export by copying', unit: 's', samples: exported, note }),
    measured({ ...ratio, unit: '×', samples: ratios(copied, exported), reach: atLeast(0.9), note }),
  ];
}

async function copyWithCp(from: string, to: string): Promise<number> {
  settleDisk();
  const milliseconds = await timeOnce(async () => execFileSync('cp', ['-r', from, to]));
  rmSync(to, { recursive: true });
  return milliseconds / 1000;
}

/** What was written before is on the disk: nobody pays for another's writes. */
function settleDisk(): void {
  if (process.platform !== 'win32') {
    execFileSync('sync');
  }
}

async function measureLinks(context: BenchContext): Promise<Measurement[]> {
  const recordings = context.quick ? 200 : 5_000;
  const links = recordings * (nestedTiers - 1);
  const rig = await makeRig(join(context.folder, 'links'), recordings, 0.01);
  const names = readdirSync(rig.card).sort();
  const files = filesOf(rig.card).map((facts, index) => ({ ...facts, name: names[index] ?? '' }));
  const linked: number[] = [];
  const whole: Exported[] = [];
  const bare: number[] = [];
  try {
    for (let round = 0; round < context.rounds; round += 1) {
      context.say(`links, round ${round + 1} of ${context.rounds}`);
      bare.push(await linkAlone(rig.card, join(context.folder, 'bare-links')));
      settleDisk();
      linked.push(await timeLinkPhase({ folder: rig.card, files }, nestedTiers, join(context.folder, 'staging')));
      whole.push(await rig.exportTiers(nestedTiers));
    }
  } finally {
    await rig.close();
  }
  const what = `${recordings} tiny files in ${nestedTiers} tiers that hold all of them`;
  return [
    measured({
      id: 'links',
      label: `${links} hard links`,
      unit: 's',
      samples: linked,
      reach: atMost(3),
      note: `${what}: from the last copy to the last link`,
    }),
    measured({ id: 'link-calls', label: `${links} link() calls alone, one after the other`, unit: 's', samples: bare }),
    measured({
      id: 'links-whole',
      label: 'The whole of such an export',
      unit: 's',
      samples: whole.map(({ seconds }) => seconds),
      note: what,
    }),
    measured({
      id: 'links-preview',
      label: 'Its preview',
      unit: 's',
      samples: whole.map(({ previewSeconds }) => previewSeconds),
      note: 'planning, names, what is in the folders',
    }),
  ];
}

async function linkAlone(card: string, folder: string): Promise<number> {
  const names = readdirSync(card);
  const tiers = Array.from({ length: nestedTiers - 1 }, (_, index) => join(folder, String(index)));
  tiers.forEach((tier) => mkdirSync(tier, { recursive: true }));
  settleDisk();
  const milliseconds = await timeOnce(async () => {
    for (const tier of tiers) {
      names.forEach((name) => {
        linkSync(join(card, name), join(tier, name));
      });
    }
  });
  rmSync(folder, { recursive: true });
  return milliseconds / 1000;
}

/** A preview looks at every original; these are not there, which costs a look each, too. */
async function measurePreview(context: BenchContext): Promise<Measurement[]> {
  const recordings = context.quick ? 2_000 : 100_000;
  const libraryFolder = join(context.folder, 'preview-library');
  const library = fillScoredLibrary(libraryFolder, { recordings, sources: 4 });
  const bench = await openBenchEngine(libraryFolder);
  const samples: number[] = [];
  try {
    const subsetIds = await makeTiers(bench, { runId: library.runId, label: library.labels[0] }, library.sourceIds);
    const request = { subsetIds: subsetIds.slice(0, 1), root: join(context.folder, 'preview') };
    for (let round = 0; round < context.rounds; round += 1) {
      context.say(`preview, round ${round + 1} of ${context.rounds}`);
      samples.push((await timeOnce(() => bench.call('export/preview', request))) / 1000);
    }
  } finally {
    await bench.close();
  }
  return [
    measured({
      id: 'preview-large',
      label: `Preview of ${recordings} recordings`,
      unit: 's',
      samples,
      note: 'members, names, folders, free space, a look at every original',
    }),
  ];
}
