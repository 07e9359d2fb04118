import { Button } from '@mantine/core';
import { IconChartGridDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useQuery } from '../../api/use-query.ts';
import { EmptyNotice, FaultNotice } from '../../components/notices.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { ResultsBody } from './results-body.tsx';
import styles from './results.module.css';

/** The trainer's results back in: which subsets were worth it, and how sure that is. */
export function ResultsScreen() {
  const imports = useQuery('results/list', {});
  const [chosen, setChosen] = useState<number | null>(null);
  if (imports.data === undefined) {
    return imports.fault === null ? null : (
      <div className={styles['notice']}>
        <FaultNotice fault={imports.fault} />
      </div>
    );
  }
  const results = imports.data.find(({ importId }) => importId === chosen) ?? imports.data[0];
  if (results === undefined) {
    return <NoResults />;
  }
  return (
    <ResultsBody
      // Another import has other stages and settings; the same one imported again keeps its place.
      key={results.origin}
      results={results}
      imports={imports.data}
      onChoose={setChosen}
    />
  );
}

function NoResults() {
  const open = useWorkspace((state) => state.open);
  return (
    <EmptyNotice
      icon={<IconChartGridDots size={36} stroke={1.3} />}
      title="No results yet"
      text="Drop the trainer’s all_experiments.csv here to see which subsets were worth it, and how sure that is."
    >
      <Button
        onClick={() => {
          open({ kind: 'import-results', dropped: null });
        }}
      >
        Import results…
      </Button>
    </EmptyNotice>
  );
}
