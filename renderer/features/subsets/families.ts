import type { Purpose } from '../../../electron/contract/identifiers.ts';
import {
  ruleOfSteps,
  stepsOf,
  type FamilyPreset,
  type RuleDescription,
  type Subset,
  type SubsetRule,
  type SubsetStep,
  type Tier,
} from '../../../electron/contract/subsets.ts';

export interface SubsetFamily {
  readonly family: string;
  readonly runName: string;
  readonly members: readonly Subset[];
}

/** Subsets that were made together, in the order in which they were made. */
export function familiesOf(subsets: readonly Subset[]): SubsetFamily[] {
  const families = new Map<string, { family: string; runName: string; members: Subset[] }>();
  for (const subset of subsets) {
    const key = `${subset.family} ${subset.settings.runId} ${subset.settings.label}`;
    const known = families.get(key) ?? { family: subset.family, runName: subset.runName, members: [] };
    known.members.push(subset);
    families.set(key, known);
  }
  return [...families.values()];
}

/** How the study writes its two rules; these can be read before the engine has described all of them. */
const studyWords: Readonly<Record<string, string>> = { 'top-percent': 'top {percent} %', threshold: '≥ {threshold}' };

const mostDecimals = 4;

function stepText(step: SubsetStep, kinds: readonly RuleDescription[]): string {
  const short = kinds.find(({ kind }) => kind === step.kind)?.short ?? studyWords[step.kind];
  return short === undefined
    ? step.kind.replaceAll('-', ' ')
    : short.replaceAll(/\{(\w+)\}/g, (_, name: string) => valueText(step[name]));
}

function valueText(value: SubsetStep[string] | undefined): string {
  return typeof value === 'number' ? String(Number(value.toFixed(mostDecimals))) : String(value ?? '…');
}

/** "top 15 %", "≥ 0.85 · at most 20 a night". */
export function ruleText(rule: SubsetRule, kinds: readonly RuleDescription[] = []): string {
  return stepsOf(rule)
    .map((step) => stepText(step, kinds))
    .join(' · ');
}

/** The steps after the first, in words; empty for a plain rule. */
export function laterText(rule: SubsetRule, kinds: readonly RuleDescription[]): string {
  return stepsOf(rule)
    .slice(1)
    .map((step) => stepText(step, kinds))
    .join(' · ');
}

/** The preset that belongs to a purpose: the best positives by percent, hard negatives by threshold. */
export function presetFor(presets: readonly FamilyPreset[], purpose: Purpose): FamilyPreset | null {
  return presets.find((preset) => preset.purpose === purpose) ?? null;
}

/** A step of a kind as it begins. */
export function newStep({ kind, fields }: RuleDescription): SubsetStep {
  return { kind, ...Object.fromEntries(fields.map(({ name, initial }) => [name, initial])) };
}

/** What a handle in the histogram moves in the first step of a rule, and between which values. */
interface Movable {
  readonly name: string;
  readonly least: number;
  readonly most: number;
}

const movables: Readonly<Record<string, Movable>> = {
  'top-percent': { name: 'percent', least: 0.01, most: 100 },
  threshold: { name: 'threshold', least: 0, most: 1 },
  'top-n': { name: 'count', least: 1, most: Number.MAX_SAFE_INTEGER },
};

/** The first step of a rule, which is the one that a handle moves. */
export function firstStep(rule: SubsetRule): SubsetStep | null {
  return stepsOf(rule)[0] ?? null;
}

/** Percent, threshold or number of a tier's first step; null where its rule has no such value. */
export function ruleValue(rule: SubsetRule): number | null {
  const step = firstStep(rule);
  const value = step === null ? undefined : step[movables[step.kind]?.name ?? ''];
  return typeof value === 'number' ? value : null;
}

/** The same tier with another percent, threshold or number, kept within what the rule allows. */
export function withRuleValue(tier: Tier, value: number): Tier {
  const [first, ...later] = stepsOf(tier.rule);
  const movable = first === undefined ? undefined : movables[first.kind];
  if (first === undefined || movable === undefined) {
    return tier;
  }
  const kept = Math.min(movable.most, Math.max(movable.least, value));
  return { ...tier, rule: ruleOfSteps([{ ...first, [movable.name]: kept }, ...later]) };
}
