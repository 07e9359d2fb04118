import { availableParallelism } from 'node:os';

const mostScorers = 8;

/**
 * Scorers to run unless told otherwise: one a core, each with one inference thread, which beats any other split on
 * the models measured; on larger machines one core stays free for the person.
 */
export function defaultScorerCount(cores = availableParallelism()): number {
  return Math.max(1, Math.min(mostScorers, cores <= 2 ? cores : cores - 1));
}
