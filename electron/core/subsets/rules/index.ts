import { fail, succeed, type Outcome } from '../../../contract/outcome.ts';
import {
  ruleOfSteps,
  stepsOf,
  type RuleDescription,
  type SubsetRule,
  type SubsetStep,
} from '../../../contract/subsets.ts';
import { perNight, perRecorder, perSite, perSource } from './caps.ts';
import { manual } from './manual.ts';
import { noCopies } from './no-copies.ts';
import { quantileBins } from './quantile-bins.ts';
import { randomSample } from './random-sample.ts';
import { scoreRange } from './score-range.ts';
import type { SubsetRuleKind } from './subset-rule-kind.ts';
import { threshold } from './threshold.ts';
import { topN } from './top-n.ts';
import { topPercent } from './top-percent.ts';

/** Every kind of subset rule. A new one is one file and one line here. */
export const subsetRuleKinds: readonly SubsetRuleKind[] = [
  topPercent,
  threshold,
  topN,
  scoreRange,
  quantileBins,
  randomSample,
  perNight,
  perRecorder,
  perSite,
  perSource,
  noCopies,
  manual,
];

function findKind(step: SubsetStep): SubsetRuleKind | undefined {
  return subsetRuleKinds.find((candidate) => candidate.kind === step.kind);
}

/** The kind of a step. Throws when there is none, which `parseRule` would have said. */
export function kindOfStep(step: SubsetStep): SubsetRuleKind {
  const kind = findKind(step);
  if (kind === undefined) {
    throw new TypeError(`No subset rule of kind ${step.kind} is registered.`);
  }
  return kind;
}

/** A rule with its defaults filled in, every step checked by its own kind. */
export function parseRule(rule: SubsetRule): Outcome<SubsetRule> {
  const steps: SubsetStep[] = [];
  for (const step of stepsOf(rule)) {
    const kind = findKind(step);
    if (kind === undefined) {
      const known = subsetRuleKinds.map((each) => each.kind).join(', ');
      return fail('invalid-input', `There is no rule “${step.kind}”. Choose one of: ${known}.`);
    }
    const parsed = kind.options.safeParse(step);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const field = kind.fields.find(({ name }) => name === issue?.path[0])?.label;
      return fail('invalid-input', `${kind.label}${field === undefined ? '' : `, ${field}`}: ${issue?.message ?? ''}`);
    }
    steps.push(parsed.data);
  }
  return succeed(ruleOfSteps(steps));
}

/** Several rules, or the first fault among them. */
export function parseRules(rules: readonly SubsetRule[]): Outcome<SubsetRule[]> {
  const parsed: SubsetRule[] = [];
  for (const rule of rules) {
    const one = parseRule(rule);
    if (!one.ok) {
      return one;
    }
    parsed.push(one.value);
  }
  return succeed(parsed);
}

/** Whether refill means anything for a rule. */
export function hasPlaces(rule: SubsetRule): boolean {
  return stepsOf(rule).some((step) => kindOfStep(step).hasPlaces);
}

/** The rule in words, for example `confidence ≥ 0.85, then at most 20 a night`. */
export function describeRule(rule: SubsetRule): string {
  return stepsOf(rule)
    .map((step) => kindOfStep(step).describe(step))
    .join(', then ');
}

/** The rule in few words, for example `top 15 %`. */
export function shortRule(rule: SubsetRule): string {
  return stepsOf(rule)
    .map((step) => fillIn(kindOfStep(step), step))
    .join(' · ');
}

function fillIn({ short }: RuleDescription, step: SubsetStep): string {
  return short.replaceAll(/\{(\w+)\}/gu, (_, name: string) => String(step[name] ?? ''));
}

/** What forms and commands are told of each kind. */
export function ruleDescriptions(): RuleDescription[] {
  return subsetRuleKinds.map(({ kind, label, help, short, hasPlaces: places, fields }) => ({
    kind,
    label,
    help,
    short,
    hasPlaces: places,
    fields,
  }));
}
