import type { ResultsSelection } from '../../contract/results.ts';
import type { Experiment } from './experiment.ts';

/** The experiments of some stages whose settings have one of the given values. */
export function selectExperiments(
  experiments: readonly Experiment[],
  { stages, where }: Pick<ResultsSelection, 'stages' | 'where'>,
): Experiment[] {
  const conditions = Object.entries(where);
  return experiments.filter(
    (experiment) =>
      (stages.length === 0 || stages.includes(experiment.stage)) &&
      conditions.every(([column, keys]) => keys.includes(experiment.setting(column).key)),
  );
}
