import type { Purpose } from '../../../electron/contract/identifiers.ts';
import type { FamilyPreset, Subset, SubsetRule, Tier } from '../../../electron/contract/subsets.ts';

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

/** "top 15 %", "≥ 0.85". */
export function ruleText(rule: SubsetRule): string {
  return rule.kind === 'top-percent'
    ? `top ${Number(rule.percent.toFixed(2))} %`
    : `≥ ${Number(rule.threshold.toFixed(4))}`;
}

/** The preset that belongs to a purpose: the best positives by percent, hard negatives by threshold. */
export function presetFor(presets: readonly FamilyPreset[], purpose: Purpose): FamilyPreset | null {
  return presets.find((preset) => preset.purpose === purpose) ?? null;
}

/** The same tier with another percent or threshold, kept within what the contract allows. */
export function withRuleValue(tier: Tier, value: number): Tier {
  return tier.rule.kind === 'top-percent'
    ? { ...tier, rule: { ...tier.rule, percent: Math.min(100, Math.max(0.01, value)) } }
    : { ...tier, rule: { ...tier.rule, threshold: Math.min(1, Math.max(0, value)) } };
}

/** Percent or threshold of a tier, as shown in a number field. */
export function ruleValue(rule: SubsetRule): number {
  return rule.kind === 'top-percent' ? rule.percent : rule.threshold;
}
