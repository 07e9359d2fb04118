import { useEffect } from 'react';
import type { LeakageCheck } from '../../../electron/contract/leakage.ts';
import type { Run } from '../../../electron/contract/runs.ts';
import { useServices } from '../../api/services.tsx';
import { useQuery } from '../../api/use-query.ts';
import { countText } from '../../components/format.ts';
import { useWorkspace } from '../../state/workspace.ts';
import styles from '../sources/left-panel.module.css';
import { sharedCount } from './leakage-words.ts';

/** Whether the run's recordings are among what its model was trained on; says so too where nobody knows. */
export function LeakageLine({ run }: { readonly run: Run }) {
  const { queries } = useServices();
  const check = useQuery('leakage/check-run', { runId: run.id }).data;
  useEffect(() => {
    // Rows that were read while the flags were being reckoned came without them; with this answer they are at hand.
    if (check !== undefined) {
      queries.invalidate(
        (operation, input) => operation === 'ranking/page' && (input as { runId?: unknown }).runId === run.id,
      );
    }
  }, [queries, check, run.id]);
  if (check === undefined) {
    return null;
  }
  return (
    <div className={styles['leakage']}>
      <button
        type="button"
        data-found={sharedCount(check.counts) > 0}
        onClick={() => {
          useWorkspace.getState().open({ kind: 'run', about: 'leakage', runId: run.id });
        }}
      >
        {lineText(check)}
      </button>
    </div>
  );
}

function lineText({ provenance, counts }: LeakageCheck): string {
  if (provenance === 'not-known') {
    return 'Training data: not known';
  }
  const shared = sharedCount(counts);
  return shared === 0 ? 'Training data: none shared' : `Training data: ${countText(shared)} shared`;
}
