import { availableParallelism } from 'node:os';
import { mostScorers, type ScorerSetting } from '../contract/settings.ts';
import type { EngineContext } from './engine-context.ts';

const mostSuggested = 8;
const settingKey = 'scorer-count';

/**
 * Scorers to run unless told otherwise: one a core, each with one inference thread, which beats any other split on
 * the models measured; on larger machines one core stays free for the person.
 */
export function defaultScorerCount(cores = availableParallelism()): number {
  return Math.max(1, Math.min(mostSuggested, cores <= 2 ? cores : cores - 1));
}

type ScorerContext = Pick<EngineContext, 'queries' | 'scorerCount'>;

/** What the next job will use: the count given at the start, else the library's setting, else what fits the machine. */
export function scorerSetting({ queries, scorerCount }: ScorerContext): ScorerSetting {
  const limits = { suggested: defaultScorerCount(), most: mostScorers };
  if (scorerCount !== null) {
    return { count: scorerCount, ...limits, origin: 'start' };
  }
  const kept = Number(queries.settings.read(settingKey) ?? '');
  return Number.isInteger(kept) && kept >= 1 && kept <= mostScorers
    ? { count: kept, ...limits, origin: 'library' }
    : { count: limits.suggested, ...limits, origin: 'suggested' };
}

/** Keeps a count for the jobs to come; null goes back to what fits the machine. */
export function keepScorerCount({ queries }: ScorerContext, count: number | null): void {
  queries.settings.write(settingKey, count === null ? '' : String(count));
}
