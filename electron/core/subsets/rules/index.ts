import type { SubsetRule } from '../../../contract/subsets.ts';
import type { SubsetRuleKind } from './subset-rule-kind.ts';
import { threshold } from './threshold.ts';
import { topPercent } from './top-percent.ts';

/** Every kind of subset rule. A new one is one file and one line here. */
export const subsetRuleKinds: readonly SubsetRuleKind[] = [topPercent, threshold];

/** The kind of a rule. Throws when the list lacks a kind of the contract, which is a mistake in this program. */
export function kindOfRule(rule: SubsetRule): SubsetRuleKind {
  const kind = subsetRuleKinds.find((candidate) => candidate.kind === rule.kind);
  if (kind === undefined) {
    throw new TypeError(`No subset rule of kind ${rule.kind} is registered.`);
  }
  return kind;
}

/** The rule in words, for example `best 15 %`. */
export function describeRule(rule: SubsetRule): string {
  return kindOfRule(rule).describe(rule);
}
