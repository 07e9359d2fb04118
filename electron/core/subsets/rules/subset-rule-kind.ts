import type * as z from 'zod';
import type { RuleDescription, SubsetStep } from '../../../contract/subsets.ts';
import type { Population } from '../population.ts';
import { ruleFields } from './rule-fields.ts';

/** Bits of `StepInput.marks`. */
export const mark = {
  /** Decisions or keeping apart take the file out, and refill is on: it passes where it would, but takes no place. */
  takesNoPlace: 1,
  /** A member of the smaller tier that this one extends: it is served before all others. */
  servedFirst: 2,
} as const;

/** What a step selects among. */
export interface StepInput {
  readonly population: Population;
  /** Indexes into the scores that the steps before let through, in rank order. */
  readonly indexes: Int32Array;
  /** By index into the scores; null where nothing is marked. */
  readonly marks: Uint8Array | null;
}

export interface StepOutput {
  /** In rank order. */
  readonly indexes: Int32Array;
  /** Where the step cuts the order: how many of its input lie at or before the last place it gave; for ties. */
  readonly cutAt?: number;
  /** What a person should know of this step, in plain sentences. */
  readonly remarks?: readonly string[];
}

/** A kind of subset rule: it describes itself to forms and commands, and selects. Also a step after other steps. */
export interface SubsetRuleKind extends RuleDescription {
  readonly options: z.ZodType<SubsetStep>;
  /** The rule in words, as shown beside its counts. */
  readonly describe: (step: SubsetStep) => string;
  readonly select: (input: StepInput, step: SubsetStep) => StepOutput;
}

interface SubsetRuleDefinition<Options extends SubsetStep> extends Omit<RuleDescription, 'fields'> {
  /** Each value with its title and, in `meta`, how a form asks for it. */
  readonly options: z.ZodType<Options>;
  readonly describe: (options: Options) => string;
  readonly select: (input: StepInput, options: Options) => StepOutput;
}

/** Makes a kind that can stand in the list of all kinds, without losing the type of its own values. */
export function defineSubsetRule<Options extends SubsetStep>(
  definition: SubsetRuleDefinition<Options>,
): SubsetRuleKind {
  const { options } = definition;
  return {
    ...definition,
    fields: ruleFields(options),
    describe: (step) => definition.describe(options.parse(step)),
    select: (input, step) => definition.select(input, options.parse(step)),
  };
}
