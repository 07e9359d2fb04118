import type { RankingKey } from '../../../electron/contract/ranking.ts';
import { useWorkspace } from '../../state/workspace.ts';

/** Closes the dialog and shows one recording in its ranking, found by its path; the rest is one click on "Clear the filter" away. */
export function jumpTo(ranking: RankingKey, relativePath: string): void {
  const { close, showSource, showRanking, changeFilter } = useWorkspace.getState();
  showSource(null);
  showRanking(ranking);
  changeFilter({ text: relativePath });
  close();
}
