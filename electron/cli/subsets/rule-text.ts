import {
  ruleOfSteps,
  type RuleDescription,
  type RuleField,
  type RuleValue,
  type SubsetRule,
  type SubsetStep,
} from '../../contract/subsets.ts';
import { stop } from '../lookup.ts';

/**
 * A rule as it is typed: `threshold 0.85 then per-night 20 then no-copies`. Values come in the order in which the kind
 * describes them, or as `name=value`; those that are left out get their defaults. `rules` names the kinds and their values.
 */
export function readRuleText(text: string, kinds: readonly RuleDescription[]): SubsetRule {
  return ruleOfSteps(text.split(/\s+then\s+/u).map((part) => readStep(part.trim(), kinds)));
}

function readStep(text: string, kinds: readonly RuleDescription[]): SubsetStep {
  const [name = '', ...words] = text.split(/\s+/u).filter((word) => word !== '');
  const kind =
    kinds.find((each) => each.kind === name) ??
    stop('invalid-input', `There is no rule “${name}”. Choose one of: ${kinds.map((each) => each.kind).join(', ')}.`);
  const step: SubsetStep = { kind: kind.kind };
  let next = 0;
  for (const word of words) {
    const [before, after] = splitAt(word, '=');
    const field = after === null ? kind.fields[next] : kind.fields.find((each) => each.name === before);
    if (field === undefined) {
      const known = kind.fields.map((each) => each.name).join(', ') || 'none';
      return stop('invalid-input', `The rule “${kind.kind}” has no value for “${word}”. Its values are: ${known}.`);
    }
    next += after === null ? 1 : 0;
    step[field.name] = readValue(field, after ?? word);
  }
  return step;
}

function splitAt(word: string, separator: string): readonly [string, string | null] {
  const place = word.indexOf(separator);
  return place === -1 ? [word, null] : [word.slice(0, place), word.slice(place + 1)];
}

function readValue({ control, label, choices }: RuleField, text: string): RuleValue {
  switch (control) {
    case 'number':
    case 'integer':
      return numberOf(label, text);
    case 'switch':
      return ['true', 'yes', 'on'].includes(text);
    case 'choice':
      return choices.some(({ value }) => value === text)
        ? text
        : stop('invalid-input', `${label}: choose one of ${choices.map(({ value }) => value).join(', ')}.`);
    case 'recordings':
      return text.split(',').map((id) => numberOf(label, id));
  }
}

function numberOf(label: string, text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : stop('invalid-input', `${label}: “${text}” is not a number.`);
}
