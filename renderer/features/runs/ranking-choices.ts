import type { RankingKey } from '../../../electron/contract/ranking.ts';
import type { Run } from '../../../electron/contract/runs.ts';

export interface RankingChoice {
  readonly key: string;
  readonly text: string;
  readonly ranking: RankingKey;
}

export function keyOfRanking({ runId, label }: RankingKey): string {
  return `${runId} ${label}`;
}

/** Every label of every run, newest run first. */
export function rankingChoices(runs: readonly Run[]): RankingChoice[] {
  return [...runs]
    .sort((a, b) => b.id - a.id)
    .flatMap((run) =>
      run.labels.map((label) => {
        const ranking = { runId: run.id, label };
        // A run is named after its first label unless the person chose another name.
        const text = run.name.endsWith(` · ${label}`) ? run.name : `${run.name} · ${label}`;
        return { key: keyOfRanking(ranking), text, ranking };
      }),
    );
}

/** What a ranking can be compared with; the same label of other runs comes first. */
export function otherRankings(choices: readonly RankingChoice[], left: RankingKey): RankingChoice[] {
  const others = choices.filter(({ key }) => key !== keyOfRanking(left));
  const sameLabel = ({ ranking }: RankingChoice): boolean => ranking.label === left.label;
  return [...others.filter(sameLabel), ...others.filter((choice) => !sameLabel(choice))];
}
