import { Option, type Command } from 'commander';
import { purposeSchema, type Purpose } from '../../contract/identifiers.ts';
import type { Run } from '../../contract/runs.ts';
import type { Source } from '../../contract/sources.ts';
import type { Denominator, FamilyPreset, SelectionSettings, Subset, Tier } from '../../contract/subsets.ts';
import { decisionPolicySchema } from '../../contract/subsets.ts';
import { findLabel, findRun, findSources, stop } from '../lookup.ts';
import { table, type Report } from '../output.ts';
import type { Session } from '../session.ts';
import type { RegisterCommand } from './command.ts';

export interface SubsetOptions {
  readonly run?: string;
  readonly label?: string;
  readonly source: readonly string[];
  readonly percent: readonly string[];
  readonly threshold: readonly string[];
  readonly folder?: string;
  readonly purpose?: string;
  readonly floor?: string;
  readonly policy: string;
  readonly refill?: boolean;
  readonly fourDecimals?: boolean;
  readonly dryRun?: boolean;
}

export const registerSubset: RegisterCommand = (program, context) => {
  program
    .command('subset <family>')
    .description('make a tier family: “percent” (best low-quality positives) or “threshold” (hard negatives)')
    .option('--run <run>', 'name or number (default: the newest)')
    .option('--label <label>')
    .option('--source <source...>', 'whose recordings (default: those whose role fits)', [])
    .option('--percent <percents...>', 'tiers of the percent family', [])
    .option('--threshold <confidences...>', 'tiers of the threshold family', [])
    .option('--folder <folder>', 'where own tiers are exported, for example bestLowQuality')
    .addOption(new Option('--purpose <purpose>').choices(purposeSchema.options))
    .option('--floor <confidence>', 'count N over recordings with a detection at or above this confidence')
    .addOption(new Option('--policy <policy>').choices(decisionPolicySchema.options).default('all-but-rejected'))
    .option('--refill', 'a rejected file frees its place for the next in rank')
    .option('--four-decimals', 'compare thresholds at 4 decimals, as BirdNET tables do')
    .option('--dry-run', 'count only')
    .action((family: string, options: SubsetOptions, command: Command) =>
      context.run(command, (session) => makeFamily(session, family, options)),
    );
};

export async function makeFamily(session: Session, family: string, options: SubsetOptions): Promise<Report> {
  const presets = await session.call('subset/presets', {});
  const preset =
    presets.find((each) => each.id === family || each.tiers[0]?.rule.kind.endsWith(family)) ??
    stop('not-found', `There is no family “${family}”. Choose one of: percent, threshold.`);
  const run = await findRun(session, options.run);
  const purpose = options.purpose === undefined ? preset.purpose : purposeSchema.parse(options.purpose);
  const sources = await scopeOf(session, run, purpose, options.source);
  const settings: SelectionSettings = {
    runId: run.id,
    label: findLabel(run, options.label),
    purpose,
    sourceIds: sources.map((source) => source.id),
    denominator: denominatorOf(options.floor),
    policy: decisionPolicySchema.parse(options.policy),
    refill: options.refill ?? false,
  };
  const tiers = tiersOf(preset, options);
  if (options.dryRun === true) {
    const counts = await session.call('subset/preview', { settings, tiers });
    return report(counts.map((each, index) => ({ folder: tiers[index]?.folder ?? '', counts: each })));
  }
  return report(await session.call('subset/create-family', { family: preset.family, settings, tiers }));
}

async function scopeOf(session: Session, run: Run, purpose: Purpose, names: readonly string[]): Promise<Source[]> {
  const inRun = (await findSources(session, names)).filter((source) => run.sourceIds.includes(source.id));
  const fitting = inRun.filter((source) => source.role === purpose);
  const scope = names.length > 0 || fitting.length === 0 ? inRun : fitting;
  return scope.length > 0 ? scope : stop('not-found', 'None of these sources is part of the run.');
}

function denominatorOf(floor: string | undefined): Denominator {
  return floor === undefined ? { kind: 'scored' } : { kind: 'detected', floor: Number(floor) };
}

/** The preset's tiers, or those of the numbers given, named after them. */
function tiersOf(preset: FamilyPreset, options: SubsetOptions): Tier[] {
  const folder = options.folder ?? preset.tiers[0]?.folder.split('/').slice(0, -1).join('/') ?? preset.family;
  if (options.percent.length > 0) {
    return options.percent.map((percent) => ({
      name: `top${percent}`,
      folder: `${folder}/top${percent.replace('.', '_')}`,
      rule: { kind: 'top-percent', percent: Number(percent) },
    }));
  }
  const fourDecimals = options.fourDecimals ?? false;
  if (options.threshold.length > 0) {
    return options.threshold.map((threshold) => {
      const name = `hardneg_conf_min_${threshold.replace(/^0?\./u, '').padEnd(2, '0')}`;
      return {
        name,
        folder: `${folder}/${name}`,
        rule: { kind: 'threshold', threshold: Number(threshold), fourDecimals },
      };
    });
  }
  return preset.tiers.map((tier) => ({
    ...tier,
    ...(options.folder === undefined ? {} : { folder: `${folder}/${tier.name}` }),
    rule: tier.rule.kind === 'threshold' ? { ...tier.rule, fourDecimals } : tier.rule,
  }));
}

function report(subsets: readonly Pick<Subset, 'folder' | 'counts'>[]): Report {
  const rows = subsets.map(({ folder, counts }) => [
    folder,
    String(counts.selected),
    String(counts.denominator),
    String(counts.failed),
    String(counts.approved),
    String(counts.rejected),
    String(counts.unreviewed),
    String(counts.tiesAtCut),
    counts.cutConfidence?.toFixed(4) ?? '–',
  ]);
  const warnings = new Set(subsets.flatMap(({ counts }) => counts.warnings));
  return {
    value: subsets,
    lines: [
      ...table(['subset', 'files', 'of N', 'failed', 'approved', 'rejected', 'unreviewed', 'ties', 'cut'], rows),
      ...[...warnings].map((warning) => `! ${warning}`),
    ],
  };
}
