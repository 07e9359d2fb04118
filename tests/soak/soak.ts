/** `npm run soak`: kill -9, full disks and stopped processes over a long job. Minutes; not part of `npm test`. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { endWithSetup } from '../../build/start/end-with-setup.ts';
import { seededRandom } from '../support/random.ts';
import { soakCases } from './cases.ts';
import type { SoakCase, SoakGround } from './soak-case.ts';
import { prepareGround } from './support/ground.ts';

const usage = `npm run soak -- [--only <id>…] [--seed <n>] [--files <n>] [--kills <n>]
  cases: ${soakCases.map(({ id, label }) => `${id} (${label})`).join('\n         ')}
`;

interface SoakPlan {
  readonly chosen: readonly SoakCase[];
  readonly seed: number;
  readonly files: number;
  readonly kills: number;
}

function readArguments(): SoakPlan {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [] },
      seed: { type: 'string', default: '20261126' },
      files: { type: 'string', default: '2000' },
      kills: { type: 'string', default: '30' },
    },
  });
  const [seed, files, kills] = [values.seed, values.files, values.kills].map(Number);
  const unknown = values.only.filter((id) => !soakCases.some((each) => each.id === id));
  if (unknown.length > 0 || ![seed, files, kills].every((value) => Number.isInteger(value))) {
    throw new Error(unknown.length > 0 ? `there is no case ${unknown.join(', ')}` : 'give whole numbers');
  }
  const chosen = soakCases.filter(({ id }) => values.only.length === 0 || values.only.includes(id));
  return { chosen, seed: seed ?? 0, files: files ?? 0, kills: kills ?? 0 };
}

async function runCase(
  soakCase: SoakCase,
  ground: SoakGround,
  { seed, kills }: SoakPlan,
  root: string,
): Promise<boolean> {
  const folder = join(root, soakCase.id);
  mkdirSync(folder);
  const started = performance.now();
  const say = (line: string): void => void process.stderr.write(`  ${line}\n`);
  process.stderr.write(`${soakCase.id}: ${soakCase.label}\n`);
  try {
    const report = await soakCase.run({ ...ground, kills, random: seededRandom(seed), folder, say });
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    const lines = 'skipped' in report ? [`skipped: ${report.skipped}`] : report.lines;
    process.stdout.write(`${soakCase.id}, ${seconds} s\n${lines.map((line) => `  ${line}\n`).join('')}`);
    return true;
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stdout.write(`${soakCase.id} FAILED (its folder stays: ${folder})\n${text}\n`);
    return false;
  }
}

async function main(plan: SoakPlan): Promise<boolean> {
  const root = mkdtempSync(join(tmpdir(), 'earmark-soak-'));
  process.stderr.write(`seed ${plan.seed}, ${plan.files} recordings in ${root}\n`);
  const ground = await prepareGround(root, plan.files, seededRandom(plan.seed));
  process.stderr.write(`undisturbed it takes ${ground.undisturbedSeconds.toFixed(1)} s\n`);
  let isSound = true;
  for (const soakCase of plan.chosen) {
    isSound = (await runCase(soakCase, ground, plan, root)) && isSound;
  }
  if (isSound) {
    rmSync(root, { recursive: true, force: true });
  }
  return isSound;
}

endWithSetup();
try {
  // A case that failed may have left a reviewer at work.
  process.exit((await main(readArguments())) ? 0 : 1);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}
