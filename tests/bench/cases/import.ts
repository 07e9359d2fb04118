import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { BenchCase, BenchContext } from '../bench-case.ts';
import { atMost, measured, type Measurement } from '../measurement.ts';
import { openBenchEngine, type BenchEngine } from '../support/bench-engine.ts';
import { recordingName } from '../support/recordings.ts';
import { fillScoredLibrary } from '../support/scored-library.ts';

const header = 'Start (s),End (s),Scientific name,Common name,Confidence,File\n';
const longestStall = atMost(50);

interface Tables {
  readonly id: string;
  readonly label: string;
  readonly recordings: number;
  write(folder: string): void;
}

/** Scores made elsewhere: one long table, a row for each of many recordings, and a table for each recording. */
export const importCase: BenchCase = {
  id: 'import',
  label: 'Import of scores made elsewhere',
  reach: 'the engine’s loop never stands still for more than 50 ms, whatever the size of the tables',
  run: async (context) => {
    const scale = context.quick ? 0.01 : 1;
    const rows = Math.round(1_000_000 * scale);
    const study = Math.round(20_457 * scale);
    const measurements: Measurement[] = [];
    for (const tables of [longTable(rows, study), wideLibrary(rows), perFile(study)]) {
      measurements.push(...(await measureTables(context, tables)));
    }
    return measurements;
  },
};

function rowOf(index: number, recordings: number): string {
  const recording = index % recordings;
  const start = 3 * Math.floor(index / recordings);
  const score = ((index * 7_919) % 10_000) / 10_000;
  const path = `D:\\cards\\recorder-0\\night-${Math.floor(recording / 5_000)}\\${recordingName(recording)}`;
  return `${start}.0,${start + 3}.0,Rana draytonii,California Red-legged Frog,${score.toFixed(4)},${path}\n`;
}

function writeRows(path: string, rows: number, recordings: number): void {
  const file = openSync(path, 'w');
  writeSync(file, header);
  for (let first = 0; first < rows; first += 10_000) {
    const count = Math.min(10_000, rows - first);
    writeSync(file, Array.from({ length: count }, (_, index) => rowOf(first + index, recordings)).join(''));
  }
  closeSync(file);
}

function longTable(rows: number, recordings: number): Tables {
  return {
    id: 'rows',
    label: `${rows} rows about ${recordings} recordings in one table`,
    recordings,
    write: (folder) => {
      writeRows(join(folder, 'BirdNET_CombinedTable.csv'), rows, recordings);
    },
  };
}

function wideLibrary(recordings: number): Tables {
  return {
    id: 'recordings',
    label: `${recordings} rows about as many recordings`,
    recordings,
    write: (folder) => {
      writeRows(join(folder, 'BirdNET_CombinedTable.csv'), recordings, recordings);
    },
  };
}

function perFile(recordings: number): Tables {
  return {
    id: 'tables',
    label: `${recordings} tables of 20 rows, one a recording`,
    recordings,
    write: (folder) => {
      for (let index = 0; index < recordings; index += 1) {
        const night = join(folder, `night-${Math.floor(index / 5_000)}`);
        mkdirSync(night, { recursive: true });
        const rows = Array.from({ length: 20 }, (_, row) => rowOf(row * recordings + index, recordings));
        writeFileSync(
          join(night, recordingName(index).replace('.WAV', '.BirdNET.results.csv')),
          header + rows.join(''),
        );
      }
    },
  };
}

async function measureTables(context: BenchContext, tables: Tables): Promise<Measurement[]> {
  const folder = join(context.folder, tables.id);
  const tablesFolder = join(folder, 'tables');
  mkdirSync(tablesFolder, { recursive: true });
  context.say(`writing ${tables.label}`);
  tables.write(tablesFolder);
  fillScoredLibrary(join(folder, 'library'), { recordings: tables.recordings, sources: 1 });
  const bench = await openBenchEngine(join(folder, 'library'));
  try {
    context.say(`importing ${tables.label}`);
    const preview = await measureCall(bench, 'import/preview', tablesFolder);
    const scores = await measureCall(bench, 'import/scores', tablesFolder);
    return [
      ...asMeasurements(tables, { id: 'preview', label: 'Preview' }, preview),
      ...asMeasurements(tables, { id: 'scores', label: 'Import' }, scores),
    ];
  } finally {
    await bench.close();
  }
}

interface Figures {
  readonly seconds: number;
  readonly stall: number;
  readonly megabytes: number;
}

async function measureCall(
  bench: BenchEngine,
  operation: 'import/preview' | 'import/scores',
  path: string,
): Promise<Figures> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let highest = before;
  const watch = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage.rss());
  }, 20);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const started = performance.now();
  await bench.call(operation, { paths: [path], labels: ['Rana draytonii'] });
  const seconds = (performance.now() - started) / 1000;
  // A stall that lasts until the answer is seen by the next tick of the watch only.
  await new Promise((resolve) => {
    setTimeout(resolve, 5);
  });
  delay.disable();
  clearInterval(watch);
  return {
    seconds,
    stall: delay.max / 1e6,
    megabytes: (Math.max(highest, process.memoryUsage.rss()) - before) / 2 ** 20,
  };
}

function asMeasurements(
  tables: Tables,
  part: { readonly id: string; readonly label: string },
  { seconds, stall, megabytes }: Figures,
): Measurement[] {
  const named = (what: string) => ({ id: `${tables.id}-${part.id}-${what}`, note: tables.label });
  return [
    measured({ ...named('time'), label: `${part.label}: time`, unit: 's', samples: [seconds] }),
    measured({
      ...named('stall'),
      label: `${part.label}: longest stall`,
      unit: 'ms',
      samples: [stall],
      reach: longestStall,
    }),
    measured({ ...named('memory'), label: `${part.label}: memory on top`, unit: 'MiB', samples: [megabytes] }),
  ];
}
