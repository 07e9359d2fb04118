import { stepsOf, type SubsetRule } from '../../contract/subsets.ts';
import type { Population } from './population.ts';
import { kindOfStep } from './rules/index.ts';
import type { Cut } from './ties.ts';

export interface StepsResult {
  /** What the last step left, in rank order. */
  readonly indexes: Int32Array;
  readonly steps: readonly { readonly kind: string; readonly words: string; readonly files: number }[];
  /** The last step that cut the rank order; null where none did. */
  readonly cut: Cut | null;
  readonly remarks: readonly string[];
}

/** Every step of a rule in order, each among what the one before it left. The rule must have been parsed. */
export function runSteps(population: Population, rule: SubsetRule, marks: Uint8Array | null): StepsResult {
  let { indexes } = population;
  let cut: Cut | null = null;
  const steps: StepsResult['steps'][number][] = [];
  const remarks: string[] = [];
  for (const step of stepsOf(rule)) {
    const kind = kindOfStep(step);
    const output = kind.select({ population, indexes, marks }, step);
    cut = output.cutAt === undefined ? cut : { indexes, at: output.cutAt };
    ({ indexes } = output);
    steps.push({ kind: step.kind, words: kind.describe(step), files: indexes.length });
    remarks.push(...(output.remarks ?? []));
  }
  return { indexes, steps, cut, remarks };
}
