import type { ResultsImport } from '../../contract/results.ts';
import { isOtherColumn, negativeColumn, positiveColumn } from './columns.ts';
import type { Experiment } from './experiment.ts';
import { compareStages } from './stage.ts';

type Facts = Pick<ResultsImport, 'experiments' | 'columns' | 'otherColumns' | 'stages' | 'suggestedStage'>;

/** What an import holds, stage by stage. */
export function describeImport(columns: readonly string[], experiments: readonly Experiment[]): Facts {
  const stages = [...new Set(experiments.map(({ stage }) => stage))].sort(compareStages).map((stage) => {
    const own = experiments.filter((experiment) => experiment.stage === stage);
    const subsets = new Set(
      own.map((each) => `${each.setting(positiveColumn).key}\n${each.setting(negativeColumn).key}`),
    );
    return { stage, experiments: own.length, combinations: subsets.size };
  });
  const most = Math.max(0, ...stages.map(({ combinations }) => combinations));
  return {
    experiments: experiments.length,
    columns: columns.length,
    otherColumns: columns.filter(isOtherColumn),
    stages,
    suggestedStage: stages.find(({ combinations }) => combinations === most)?.stage ?? null,
  };
}
