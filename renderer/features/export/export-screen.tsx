import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconPackageExport } from '@tabler/icons-react';
import { useState } from 'react';
import type { ExportPreview, ExportRequestInput } from '../../../electron/contract/exports.ts';
import type { Subset } from '../../../electron/contract/subsets.ts';
import { useAction } from '../../api/use-action.ts';
import { useLastingQuery, useQuery } from '../../api/use-query.ts';
import { EmptyNotice, FaultNotice } from '../../components/notices.tsx';
import { useSettings } from '../../state/settings.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { PathPicker } from '../folders/path-picker.tsx';
import { isActive } from '../jobs/job-facts.ts';
import { useJob } from '../jobs/use-jobs.ts';
import { ExportPreviewView, ExportTotals } from './export-preview.tsx';
import { ExportResult } from './export-result.tsx';
import { SubsetChoice } from './subset-choice.tsx';
import styles from './export.module.css';

/** Subsets to disk: the preview is always there, one click writes it. */
export function ExportScreen() {
  const subsets = useQuery('subset/list', {});
  const summary = useQuery('library/summary', {}).data;
  if (subsets.fault !== null && subsets.data === undefined) {
    return <FaultNotice fault={subsets.fault} />;
  }
  if (subsets.data === undefined || summary === undefined) {
    return null;
  }
  return subsets.data.length === 0 ? (
    <NoSubsets />
  ) : (
    <ExportForm subsets={subsets.data} suggestedRoot={summary.suggestedExportRoot} />
  );
}

function NoSubsets() {
  const { open, goTo } = useWorkspace.getState();
  return (
    <EmptyNotice
      icon={<IconPackageExport size={36} stroke={1.3} />}
      title="No subsets to export yet"
      text="Cut a ranking into tiers first: the top percents of a positive source, or the hard negatives above a confidence."
    >
      <Button
        onClick={() => {
          open({ kind: 'subsets' });
        }}
      >
        Make subsets…
      </Button>
      <Button
        variant="default"
        onClick={() => {
          goTo('review');
        }}
      >
        Back to review
      </Button>
    </EmptyNotice>
  );
}

interface ExportFormProps {
  readonly subsets: readonly Subset[];
  readonly suggestedRoot: string;
}

function ExportForm({ subsets, suggestedRoot }: ExportFormProps) {
  const root = useSettings((state) => state.exportRoot) ?? suggestedRoot;
  const change = useSettings((state) => state.change);
  const [left, setLeft] = useState<readonly number[]>([]);
  const [extent, setExtent] = useState<'clip' | 'whole'>('clip');
  const subsetIds = subsets.map(({ id }) => id).filter((id) => !left.includes(id));
  const request = subsetIds.length === 0 || root.trim() === '' ? null : { subsetIds, root, extent };
  return (
    <div className={styles['screen']}>
      <Stack gap="md" className={styles['choices'] ?? ''}>
        <h1 className={styles['title']}>Export subsets</h1>
        <PathPicker
          label="Export under"
          value={root}
          onChange={(exportRoot) => {
            change({ exportRoot });
          }}
        />
        <div>
          <Text size="sm" fw={500} mb={4}>
            Recordings longer than the model’s window
          </Text>
          <SegmentedControl
            fullWidth
            aria-label="Recordings longer than the model’s window"
            value={extent}
            data={[
              { value: 'clip', label: 'Clip around the best window' },
              { value: 'whole', label: 'Whole file' },
            ]}
            onChange={(value) => {
              setExtent(value === 'whole' ? 'whole' : 'clip');
            }}
          />
          <Text size="xs" c="dimmed" mt={4}>
            {extent === 'clip'
              ? 'Trainers crop the middle of a long file: the clip makes sure that the call is in it.'
              : 'The call may lie outside of what a trainer takes from the middle of a long file.'}
          </Text>
        </div>
        <SubsetChoice subsets={subsets} left={left} onChange={setLeft} />
      </Stack>
      <ExportColumn request={request} />
    </div>
  );
}

function ExportColumn({ request }: { readonly request: ExportRequestInput | null }) {
  const preview = useLastingQuery('export/preview', request);
  const write = useAction('export/write', true);
  const [started, setStarted] = useState<{ readonly jobId: number; readonly root: string } | null>(null);
  const job = useJob(started?.jobId ?? null);
  const busy = write.busy || (job !== null && isActive(job));
  const start = async (): Promise<void> => {
    const answer = request === null ? null : await write.run(request);
    if (answer !== null && request !== null) {
      setStarted({ jobId: answer.jobId, root: request.root });
    }
  };
  if (request === null) {
    return <EmptyNotice title="Nothing chosen" text="Choose at least one subset and a folder." />;
  }
  return (
    <div className={styles['preview']}>
      {[preview.fault, write.fault].map((fault) => fault !== null && <FaultNotice key={fault.message} fault={fault} />)}
      {started !== null && job !== null && <ExportResult job={job} root={started.root} />}
      <Group justify="space-between" className={styles['totals'] ?? ''} wrap="nowrap">
        {preview.data === undefined ? <span className="dim">Counting…</span> : <ExportTotals preview={preview.data} />}
        <Button
          size="md"
          leftSection={<IconPackageExport size={18} />}
          loading={busy}
          disabled={!canExport(preview.data)}
          onClick={() => void start()}
        >
          Export
        </Button>
      </Group>
      {preview.data !== undefined && <ExportPreviewView preview={preview.data} />}
    </div>
  );
}

/** One refused folder stops the whole export: half of the tiers would not be what the sweep names. */
function canExport(preview: ExportPreview | undefined): boolean {
  return (
    preview !== undefined && preview.problems.length === 0 && preview.targets.every(({ state }) => state !== 'refuse')
  );
}
