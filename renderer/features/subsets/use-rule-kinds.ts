import type { RuleDescription } from '../../../electron/contract/subsets.ts';
import { useQuery } from '../../api/use-query.ts';

const NONE: readonly RuleDescription[] = [];

/** Every kind of rule as the engine describes it; empty until it has. */
export function useRuleKinds(): readonly RuleDescription[] {
  return useQuery('subset/rules', {}).data ?? NONE;
}
