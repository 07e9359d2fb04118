import { purposeSchema, type Purpose } from '../../contract/identifiers.ts';
import { qualityFilterSchema, type QualityFilter } from '../../contract/ranking.ts';
import type { Run } from '../../contract/runs.ts';
import {
  decisionPolicySchema,
  ruleOfSteps,
  stepsOf,
  usualKeptApart,
  type Denominator,
  type FamilyPreset,
  type FamilyScope,
  type KeptApart,
  type SelectionSettings,
  type SubsetRule,
  type Tier,
} from '../../contract/subsets.ts';
import { leftOutByQuality } from '../../contract/quality-words.ts';
import { findLabel, findRun, findSources, stop } from '../lookup.ts';
import type { Report } from '../output.ts';
import type { Session } from '../session.ts';
import { readRuleText } from './rule-text.ts';
import { countsReport } from './subset-reports.ts';

export interface FamilyOptions {
  readonly run?: string;
  readonly label?: string;
  readonly source: readonly string[];
  readonly anyRole?: boolean;
  readonly quality?: string;
  readonly percent: readonly string[];
  readonly threshold: readonly string[];
  readonly rule?: readonly string[];
  readonly then?: readonly string[];
  readonly name?: readonly string[];
  readonly folder?: string;
  readonly purpose?: string;
  readonly floor?: string;
  readonly policy: string;
  readonly refill?: boolean;
  readonly fourDecimals?: boolean;
  readonly apart?: readonly string[];
  readonly nest?: boolean;
  readonly dryRun?: boolean;
}

/** What `--apart` may name. */
export const apartChoices = ['other-side', 'copies', 'same-night', 'held-out', 'none'] as const;

/** A family of a preset, or one of rules that were typed. */
export async function makeFamily(session: Session, family: string, options: FamilyOptions): Promise<Report> {
  const presets = await session.call('subset/presets', {});
  const preset = presets.find(({ id, tiers: [first] }) => id === family || first?.rule.kind.endsWith(family));
  if (preset === undefined && (options.rule ?? []).length === 0) {
    return stop(
      'not-found',
      `There is no family “${family}”. Choose one of: percent, threshold; or give its rules: --rule "top-n 200".`,
    );
  }
  const run = await findRun(session, options.run);
  const purpose = purposeSchema.parse(options.purpose ?? preset?.purpose ?? 'positive');
  const label = findLabel(run, options.label);
  const scope = await scopeOf(session, run, { label, purpose }, options);
  const qualities = qualitiesOf(options.quality, preset?.onlyLowQuality === true ? scope.lowQualities : null);
  const settings = { runId: run.id, label, purpose, ...settingsOf(scope, qualities, options) };
  const tiers = await withThen(session, await tiersOf(session, { preset, family, purpose }, options), options);
  const report =
    options.dryRun === true
      ? await previewReport(session, settings, tiers)
      : countsReport(await session.call('subset/create-family', { family: preset?.family ?? family, settings, tiers }));
  return { ...report, lines: [...report.lines, ...qualityLines(scope.qualityCounts, qualities)] };
}

function settingsOf(
  { sourceIds, roles }: FamilyScope,
  qualities: QualityFilter[] | null,
  { floor, policy, refill, apart, nest }: FamilyOptions,
): Omit<SelectionSettings, 'runId' | 'label' | 'purpose'> {
  return {
    sourceIds,
    ...(roles === null ? {} : { roles }),
    ...(qualities === null ? {} : { qualities }),
    denominator: denominatorOf(floor),
    policy: decisionPolicySchema.parse(policy),
    refill: refill ?? false,
    apart: apartOf(apart),
    nest: nest ?? true,
  };
}

async function previewReport(session: Session, settings: SelectionSettings, tiers: Tier[]): Promise<Report> {
  const counts = await session.call('subset/preview', { settings, tiers });
  return countsReport(counts.map((each, index) => ({ folder: tiers[index]?.folder ?? '', counts: each })));
}

/** What was typed, else what the family is meant for; null: any. */
function qualitiesOf(typed: string | undefined, suggested: QualityFilter[] | null): QualityFilter[] | null {
  if (typed === undefined || typed.trim() === 'any') {
    return typed === undefined ? suggested : null;
  }
  return typed.split(',').map((word) => {
    const quality = qualityFilterSchema.safeParse(word.trim());
    return quality.success
      ? quality.data
      : stop('invalid-input', `There is no quality “${word.trim()}”. Name some of high, medium, low, none; or any.`);
  });
}

/** Whom the qualities leave out of N, so that nobody takes its subsets for the best of all. */
function qualityLines(counts: FamilyScope['qualityCounts'], taken: readonly QualityFilter[] | null): string[] {
  const words = leftOutByQuality(counts, taken);
  return words === null ? [] : [`Quality: ${words} (--quality any takes every recording)`];
}

async function scopeOf(
  session: Session,
  run: Run,
  wanted: { readonly label: string; readonly purpose: Purpose },
  { source: names, anyRole }: FamilyOptions,
): Promise<FamilyScope> {
  const inRun = (await findSources(session, names)).filter(({ id }) => run.sourceIds.includes(id));
  if (inRun.length === 0) {
    return stop('not-found', 'None of these sources is part of the run.');
  }
  const named = names.length === 0 ? {} : { sourceIds: inRun.map(({ id }) => id) };
  const roles = anyRole === true ? { roles: null } : {};
  return session.call('subset/scope', { runId: run.id, ...wanted, ...named, ...roles });
}

function denominatorOf(floor: string | undefined): Denominator {
  return floor === undefined ? { kind: 'scored' } : { kind: 'detected', floor: Number(floor) };
}

function apartOf(chosen: readonly string[] | undefined): KeptApart {
  if (chosen === undefined || chosen.length === 0) {
    return usualKeptApart;
  }
  const has = (choice: (typeof apartChoices)[number]): boolean => chosen.includes(choice);
  return {
    otherSide: has('other-side'),
    copies: has('copies'),
    sameNight: has('same-night'),
    heldOut: has('held-out'),
  };
}

interface Wanted {
  readonly preset: FamilyPreset | undefined;
  readonly family: string;
  readonly purpose: Purpose;
}

/** Tiers of the rules or numbers given, named after them; else the preset's. */
async function tiersOf(session: Session, { preset, family, purpose }: Wanted, options: FamilyOptions): Promise<Tier[]> {
  const presetFolder = preset?.tiers[0]?.folder.split('/').slice(0, -1).join('/');
  const folder = options.folder ?? presetFolder ?? family;
  const fourDecimals = options.fourDecimals ?? false;
  const typed = [
    ...options.percent.map((percent) => percentTier(folder, percent)),
    ...options.threshold.map((threshold) => thresholdTier(folder, threshold, fourDecimals)),
    ...(await ruleTiers(session, { folder: options.folder ?? ownFolder(family, purpose) }, options)),
  ];
  if (typed.length > 0 || preset === undefined) {
    return typed;
  }
  return preset.tiers.map((tier) => ({
    ...tier,
    ...(options.folder === undefined ? {} : { folder: `${folder}/${tier.name}` }),
    rule: tier.rule.kind === 'threshold' ? { ...tier.rule, fourDecimals } : tier.rule,
  }));
}

function percentTier(folder: string, percent: string): Tier {
  return {
    name: `top${percent}`,
    folder: `${folder}/top${percent.replace('.', '_')}`,
    rule: { kind: 'top-percent', percent: Number(percent) },
  };
}

function thresholdTier(folder: string, threshold: string, fourDecimals: boolean): Tier {
  const name = `hardneg_conf_min_${threshold.replace(/^0?\./u, '').padEnd(2, '0')}`;
  return { name, folder: `${folder}/${name}`, rule: { kind: 'threshold', threshold: Number(threshold), fourDecimals } };
}

/** A folder whose words the study's packager understands, whatever the family is called. */
function ownFolder(family: string, purpose: Purpose): string {
  return `${purpose === 'positive' ? 'bestLowQuality' : 'hardNeg'}/${family}`;
}

async function ruleTiers(
  session: Session,
  { folder }: { readonly folder: string },
  options: FamilyOptions,
): Promise<Tier[]> {
  const texts = options.rule ?? [];
  const kinds = texts.length === 0 ? [] : await session.call('subset/rules', {});
  return texts.map((text, index) => {
    const name =
      options.name?.[index] ??
      text
        .trim()
        .replaceAll(/[^\w.-]+/gu, '_')
        .replaceAll('.', '_');
    return { name, folder: `${folder}/${name}`, rule: readRuleText(text, kinds) };
  });
}

/** Steps that every tier takes after its own. */
async function withThen(session: Session, tiers: readonly Tier[], options: FamilyOptions): Promise<Tier[]> {
  const texts = options.then ?? [];
  if (texts.length === 0) {
    return [...tiers];
  }
  const kinds = await session.call('subset/rules', {});
  const later = texts.flatMap((text) => stepsOf(readRuleText(text, kinds)));
  return tiers.map((tier) => ({ ...tier, rule: followed(tier.rule, later) }));
}

function followed(rule: SubsetRule, later: ReturnType<typeof stepsOf>): SubsetRule {
  return ruleOfSteps([...stepsOf(rule), ...later]);
}
