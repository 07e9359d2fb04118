import { Button, Group } from '@mantine/core';
import { IconPackageExport } from '@tabler/icons-react';
import { useState } from 'react';
import type { ExportOptions, ExportPreview, ExportRequestInput } from '../../../electron/contract/exports.ts';
import type { Subset } from '../../../electron/contract/subsets.ts';
import { useAction } from '../../api/use-action.ts';
import { useLastingQuery, useQuery } from '../../api/use-query.ts';
import { EmptyNotice, FaultNotice } from '../../components/notices.tsx';
import { useSettings } from '../../state/settings.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { isActive } from '../jobs/job-facts.ts';
import { useJob } from '../jobs/use-jobs.ts';
import { firstChoices, requestOf, type ExportChoices } from './export-choices.ts';
import { ExportForm } from './export-form.tsx';
import { ExportPreviewView, ExportTotals } from './export-preview.tsx';
import { ExportResult } from './export-result.tsx';
import styles from './export.module.css';

/** Subsets to disk: the preview is always there, one click writes it. */
export function ExportScreen() {
  const subsets = useQuery('subset/list', {});
  const summary = useQuery('library/summary', {}).data;
  const options = useQuery('export/options', {}).data;
  if (subsets.fault !== null && subsets.data === undefined) {
    return <FaultNotice fault={subsets.fault} />;
  }
  if (subsets.data === undefined || summary === undefined || options === undefined) {
    return null;
  }
  return subsets.data.length === 0 ? (
    <NoSubsets />
  ) : (
    <ExportWork subsets={subsets.data} options={options} suggestedRoot={summary.suggestedExportRoot} />
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

interface ExportWorkProps {
  readonly subsets: readonly Subset[];
  readonly options: ExportOptions;
  readonly suggestedRoot: string;
}

function ExportWork({ subsets, options, suggestedRoot }: ExportWorkProps) {
  const root = useSettings((state) => state.exportRoot) ?? suggestedRoot;
  const changeSettings = useSettings((state) => state.change);
  const [left, setLeft] = useState<readonly number[]>([]);
  const [choices, setChoices] = useState(firstChoices);
  const change = (part: Partial<ExportChoices>): void => {
    setChoices((before) => ({ ...before, ...part }));
  };
  const takesRejects = options.layouts.find(({ id }) => id === choices.layout)?.takesRejects ?? false;
  const subsetIds = subsets.map(({ id }) => id).filter((id) => !left.includes(id));
  const effective = { ...choices, rejects: choices.rejects && takesRejects };
  const request = subsetIds.length === 0 || root.trim() === '' ? null : requestOf(effective, subsetIds, root);
  return (
    <div className={styles['screen']}>
      <ExportForm
        {...{ options, choices, root, subsets, left }}
        onChange={change}
        onRoot={(exportRoot) => {
          changeSettings({ exportRoot });
        }}
        onLeft={setLeft}
      />
      <ExportColumn
        request={request}
        leavesOut={choices.leaveOutMissing}
        onLeaveOut={(leaveOutMissing) => {
          change({ leaveOutMissing });
        }}
      />
    </div>
  );
}

interface ExportColumnProps {
  readonly request: ExportRequestInput | null;
  readonly leavesOut: boolean;
  readonly onLeaveOut: (leaveOut: boolean) => void;
}

function ExportColumn({ request, leavesOut, onLeaveOut }: ExportColumnProps) {
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
      {preview.data !== undefined && (
        <ExportPreviewView preview={preview.data} leavesOut={leavesOut} onLeaveOut={onLeaveOut} />
      )}
    </div>
  );
}

/** One refused folder stops the whole export: half of the tiers would not be what the sweep names. */
function canExport(preview: ExportPreview | undefined): boolean {
  return (
    preview !== undefined && preview.problems.length === 0 && preview.targets.every(({ state }) => state !== 'refuse')
  );
}
