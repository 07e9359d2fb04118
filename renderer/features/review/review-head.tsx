import { Button, SegmentedControl, Switch, Tooltip } from '@mantine/core';
import { IconWaveSawTool } from '@tabler/icons-react';
import { purposeSchema } from '../../../electron/contract/identifiers.ts';
import type { Run } from '../../../electron/contract/runs.ts';
import { useQuery } from '../../api/use-query.ts';
import { countOf, countText } from '../../components/format.ts';
import { useSettings } from '../../state/settings.ts';
import type { View } from '../../state/view.ts';
import { useWorkspace } from '../../state/workspace.ts';
import styles from './review.module.css';

interface RankingHeadProps {
  readonly view: View;
  readonly run: Run;
  readonly label: string;
}

export function RankingHead({ view, run, label }: RankingHeadProps) {
  const counts = useQuery('ranking/counts', {
    runId: run.id,
    label,
    sourceIds: view.sourcesInView.map(({ id }) => id),
    bins: 100,
  }).data;
  const reviewed = counts === undefined ? 0 : counts.present + counts.absent + counts.unsure;
  return (
    <div className={styles['rankingHead']}>
      <h2 title={run.name}>{label}</h2>
      <PurposeToggle view={view} />
      <div className={styles['headFacts']} title={`Model ${run.modelName}, sha256 ${run.modelSha256}`}>
        {run.modelName}
        {counts !== undefined &&
          ` · ${countText(counts.scored + counts.zero)} scored · ${countText(reviewed)} reviewed`}
        {counts !== undefined && counts.failed > 0 && ` · ${countText(counts.failed)} failed`}
        {counts !== undefined && counts.pending > 0 && ` · ${countText(counts.pending)} to come`}
      </div>
      <LogarithmicSwitch />
    </div>
  );
}

function LogarithmicSwitch() {
  const logarithmic = useSettings((state) => state.logarithmicCounts);
  const change = useSettings((state) => state.change);
  return (
    <Switch
      size="xs"
      label="Log counts"
      labelPosition="left"
      className={styles['logarithmic'] ?? ''}
      checked={logarithmic}
      onChange={(event) => {
        change({ logarithmicCounts: event.currentTarget.checked });
      }}
    />
  );
}

function PurposeToggle({ view }: { readonly view: View }) {
  const choosePurpose = useWorkspace((state) => state.choosePurpose);
  return (
    <Tooltip
      w={300}
      label="What approve means. Positives: the label is there. Hard negatives: it is not. It follows the role of the sources in view until you choose."
    >
      <div className={styles['purpose']}>
        <span id="purpose-label">Reviewing for</span>
        <SegmentedControl
          aria-labelledby="purpose-label"
          value={view.purpose}
          data={[
            { value: 'positive', label: 'Positives' },
            { value: 'negative', label: 'Hard negatives' },
          ]}
          onChange={(value) => {
            choosePurpose(purposeSchema.parse(value));
          }}
        />
      </div>
    </Tooltip>
  );
}

/** Before any run: what there is, and the next step. */
export function SourceHead({ view }: { readonly view: View }) {
  const open = useWorkspace((state) => state.open);
  const sourceId = useWorkspace((state) => state.sourceId);
  const recordings = view.sourcesInView.reduce((sum, source) => sum + source.recordingCount, 0);
  const failed = view.sourcesInView.reduce((sum, source) => sum + source.failedCount, 0);
  const name = view.sourcesInView.length === 1 ? view.sourcesInView[0]?.name : 'All sources';
  return (
    <div>
      <div className={styles['head']}>
        <div className={styles['headTitle']}>
          <h2>{name}</h2>
          <div className={styles['headFacts']}>
            {countOf(recordings, 'recording')}
            {failed > 0 && ` · ${countText(failed)} cannot be read`}
            {' · not scored yet'}
          </div>
        </div>
      </div>
      <div className={styles['callout']}>
        <span>Next: let a model score every recording, and they are ranked here by confidence.</span>
        <Button
          leftSection={<IconWaveSawTool size={16} />}
          disabled={recordings === 0}
          onClick={() => {
            open({ kind: 'score', sourceIds: sourceId === null ? null : [sourceId] });
          }}
        >
          Score them with a model
        </Button>
      </div>
    </div>
  );
}

/** What of a source cannot be read, and the way back. */
export function UnreadableHead({ view }: { readonly view: View }) {
  const clearFilter = useWorkspace((state) => state.clearFilter);
  const [source] = view.sourcesInView;
  return source === undefined ? null : (
    <div className={styles['head']}>
      <div className={styles['headTitle']}>
        <h2>{source.name}</h2>
        <div className={styles['headFacts']}>
          {`${countText(source.failedCount)} of ${countOf(source.recordingCount, 'recording')} cannot be read. Each says why; the others are not listed.`}
        </div>
      </div>
      <Button variant="default" onClick={clearFilter}>
        Back to all recordings
      </Button>
    </div>
  );
}
