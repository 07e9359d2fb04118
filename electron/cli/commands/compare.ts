import type { Command } from 'commander';
import type { ComparedRecording, RunComparison } from '../../contract/run-comparison.ts';
import type { SubsetRule } from '../../contract/subsets.ts';
import { findLabel, findRun, stop } from '../lookup.ts';
import { table, type Report } from '../output.ts';
import type { Session } from '../session.ts';
import type { RegisterCommand } from './command.ts';

interface CompareOptions {
  readonly label?: string;
  readonly rightLabel?: string;
  readonly percent: readonly string[];
  readonly threshold: readonly string[];
  readonly limit: string;
}

export const registerCompare: RegisterCommand = (program, context) => {
  program
    .command('compare <left> <right>')
    .description('two runs side by side: how far they agree, and what moves across a tier')
    .option('--label <label>', 'of both runs (default: each run’s first)')
    .option('--right-label <label>', 'of the right run, where it is called otherwise')
    .option('--percent <p...>', 'tiers by percent', [])
    .option('--threshold <t...>', 'tiers by confidence', [])
    .option('--limit <n>', 'changes to list each way', '10')
    .action((left: string, right: string, options: CompareOptions, command: Command) =>
      context.run(command, (session) => compare(session, [left, right], options)),
    );
};

async function compare(
  session: Session,
  [left, right]: readonly [string, string],
  options: CompareOptions,
): Promise<Report> {
  const leftRun = await findRun(session, left);
  const rightRun = await findRun(session, right);
  const comparison = await session.call('run/compare', {
    left: { runId: leftRun.id, label: findLabel(leftRun, options.label) },
    right: { runId: rightRun.id, label: findLabel(rightRun, options.rightLabel ?? options.label) },
    tiers: tiersOf(options),
    sampleLimit: 1,
  });
  const limit = Number(options.limit);
  return {
    value: comparison,
    lines: [
      `Left: run ${leftRun.id} · ${leftRun.name}`,
      `Right: run ${rightRun.id} · ${rightRun.name}`,
      `${comparison.shared} recordings scored by both, ${comparison.onlyLeft} only left, ${comparison.onlyRight} only right; rank correlation (Spearman) ${comparison.rankCorrelation?.toFixed(4) ?? 'not defined'}`,
      ...tierLines(comparison),
      ...changeLines('Rose most', comparison.rose.slice(0, limit)),
      ...changeLines('Fell most', comparison.fell.slice(0, limit)),
    ],
  };
}

function tiersOf({ percent, threshold }: CompareOptions): SubsetRule[] {
  return [
    ...percent.map((value): SubsetRule => ({ kind: 'top-percent', percent: numberOf(value) })),
    ...threshold.map((value): SubsetRule => ({ kind: 'threshold', threshold: numberOf(value), fourDecimals: false })),
  ];
}

function numberOf(text: string): number {
  const value = Number(text);
  return Number.isFinite(value) ? value : stop('invalid-input', `“${text}” is not a number.`);
}

function tierLines({ tiers }: RunComparison): string[] {
  if (tiers.length === 0) {
    return [];
  }
  const rows = tiers.map((tier) => [
    tier.ruleInWords,
    ...[tier.leftCount, tier.rightCount, tier.stayed.count, tier.entered.count, tier.left.count].map(String),
  ]);
  return ['', ...table(['tier', 'left', 'right', 'stayed', 'entered', 'went'], rows)];
}

function changeLines(title: string, recordings: readonly ComparedRecording[]): string[] {
  if (recordings.length === 0) {
    return [];
  }
  const rows = recordings.map((each) => [
    String(each.leftRank),
    String(each.rightRank),
    each.leftConfidence.toFixed(4),
    each.rightConfidence.toFixed(4),
    `${each.sourceName}/${each.relativePath}`,
  ]);
  return ['', title, ...table(['rank left', 'right', 'confidence left', 'right', 'recording'], rows)];
}
