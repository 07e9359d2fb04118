import type * as z from 'zod';
import type { SubsetRule } from '../../../contract/subsets.ts';
import type { Population } from '../population.ts';

/** What a rule picks before decisions act; both are in rank order and index into `population.scores`. */
export interface RuleSelection {
  readonly candidates: Int32Array;
  /** Who takes a freed place, in this order; empty where the rule has no places (a threshold). */
  readonly reserves: Int32Array;
}

/** A kind of subset rule: it describes itself to the UI and selects candidates. */
export interface SubsetRuleKind {
  readonly kind: SubsetRule['kind'];
  readonly label: string;
  readonly options: z.ZodType<SubsetRule>;
  /** Whether refill means anything: the rule has a number of places. */
  readonly hasPlaces: boolean;
  /** The rule in words, as shown beside its counts. */
  readonly describe: (rule: SubsetRule) => string;
  readonly select: (population: Population, rule: SubsetRule) => RuleSelection;
}

type RuleOf<Kind extends SubsetRule['kind']> = Extract<SubsetRule, { kind: Kind }>;

interface SubsetRuleDefinition<Kind extends SubsetRule['kind']> {
  readonly kind: Kind;
  readonly label: string;
  readonly options: z.ZodType<RuleOf<Kind>>;
  readonly hasPlaces: boolean;
  readonly describe: (rule: RuleOf<Kind>) => string;
  readonly select: (population: Population, rule: RuleOf<Kind>) => RuleSelection;
}

/** Makes a kind that can stand in the list of all kinds, without losing the type of its own rule. */
export function defineSubsetRule<Kind extends SubsetRule['kind']>(
  definition: SubsetRuleDefinition<Kind>,
): SubsetRuleKind {
  const isOwn = (rule: SubsetRule): rule is RuleOf<Kind> => rule.kind === definition.kind;
  const own = (rule: SubsetRule): RuleOf<Kind> => {
    if (!isOwn(rule)) {
      throw new TypeError(`A rule of kind ${rule.kind} was given to ${definition.kind}.`);
    }
    return rule;
  };
  return {
    ...definition,
    describe: (rule) => definition.describe(own(rule)),
    select: (population, rule) => definition.select(population, own(rule)),
  };
}
