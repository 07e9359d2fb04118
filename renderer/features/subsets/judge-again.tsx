import { Button } from '@mantine/core';
import type { Subset } from '../../../electron/contract/subsets.ts';
import { tellDone, useAction } from '../../api/use-action.ts';
import { countOf, countText } from '../../components/format.ts';
import styles from '../sources/left-panel.module.css';

/**
 * What a family did not know of contents when it was made. Nothing changes by itself: where more is known by now, the person
 * sees what judging again would do and says so.
 */
export function JudgeAgain({ members }: { readonly members: readonly Subset[] }) {
  const judge = useAction('subset/judge-again');
  const most = (of: (subset: Subset) => number): number => Math.max(...members.map(of));
  const knownSince = most(({ contents }) => contents.knownSince);
  const unknown = most(({ contents }) => contents.unknown);
  if (unknown === 0) {
    return null;
  }
  if (knownSince === 0) {
    return <div className={styles['copiesNote']}>Copies of {countOf(unknown, 'file')} are not known yet.</div>;
  }
  const run = async (): Promise<void> => {
    if ((await judge.run({ subsetIds: members.map(({ id }) => id) })) !== null) {
      tellDone('Judged again by the copies that are known now');
    }
  };
  return (
    <div className={styles['copiesNote']}>
      Copies of {countOf(knownSince, 'file')} are known now: {effectWords(most)}
      <Button size="compact-xs" variant="light" loading={judge.busy} onClick={() => void run()}>
        Judge again
      </Button>
    </div>
  );
}

/** "3 would leave", of the tier in which most change. */
function effectWords(most: (of: (subset: Subset) => number) => number): string {
  const leaves = most(({ contents }) => contents.leaves);
  const enters = most(({ contents }) => contents.enters);
  const parts = [
    leaves === 0 ? [] : `${countText(leaves)} would leave`,
    enters === 0 ? [] : `${countText(enters)} would come in`,
  ].flat();
  return parts.length === 0 ? 'no file would change.' : `${parts.join(', ')}.`;
}
