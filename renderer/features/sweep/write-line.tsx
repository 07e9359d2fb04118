import { Button, Checkbox, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { SweepBase } from '../../../electron/contract/sweep-composition.ts';
import type { SweepRequest, SweepWritten } from '../../../electron/contract/sweeps.ts';
import { useAction } from '../../api/use-action.ts';
import { countOf } from '../../components/format.ts';
import { FaultNotice, WarningNotice } from '../../components/notices.tsx';
import { CopyIconButton, PathText } from '../../components/small-parts.tsx';
import { useSettings } from '../../state/settings.ts';
import { PathPicker } from '../folders/path-picker.tsx';
import { trainerFolder } from './sweep-values.ts';
import styles from './sweep.module.css';

interface WriteLineProps {
  readonly request: SweepRequest;
  readonly count: number;
  readonly exportRoot: string;
  readonly audioRoot: string;
  readonly base: SweepBase | null;
  /** Whether something is known to be lost: it is written then only if the person says so. */
  readonly hasProblems: boolean;
  readonly ready: boolean;
}

export function WriteLine({ request, count, exportRoot, audioRoot, base, hasProblems, ready }: WriteLineProps) {
  const root = useSettings((state) => state.sweepRoot) ?? trainerFolder(exportRoot);
  const change = useSettings((state) => state.change);
  const write = useAction('sweep/write', true);
  const [unchecked, setUnchecked] = useState(false);
  const [written, setWritten] = useState<SweepWritten | null>(null);
  const start = async (): Promise<void> => {
    setWritten(
      await write.run({
        ...request,
        root,
        ...(audioRoot === '' ? {} : { audioRoot }),
        base,
        unchecked: unchecked && hasProblems,
      }),
    );
  };
  return (
    <div className={styles['foot']}>
      {write.fault !== null && <FaultNotice fault={write.fault} />}
      {written !== null && <Written written={written} />}
      {hasProblems && (
        <Checkbox
          label="Write it in spite of these problems: the trainer’s folders are on another machine"
          checked={unchecked}
          onChange={(event) => {
            setUnchecked(event.currentTarget.checked);
          }}
        />
      )}
      <div className={styles['writeLine']}>
        <PathPicker
          label="Write under"
          value={root}
          onChange={(sweepRoot) => {
            change({ sweepRoot });
          }}
        />
        <Button
          size="sm"
          loading={write.busy}
          disabled={!ready || root.trim() === '' || (hasProblems && !unchecked)}
          onClick={() => void start()}
        >
          {`Write ${countOf(count, 'file')}`}
        </Button>
      </div>
    </div>
  );
}

function Written({ written }: { readonly written: SweepWritten }) {
  return (
    <>
      <div className={styles['written']} role="status">
        <Text fw={600}>{`Wrote ${countOf(written.experimentCount, 'experiment')}`}</Text>
        <Group gap={2} wrap="nowrap">
          <PathText path={written.specificationPath} />
          <CopyIconButton text={written.specificationPath} label="Copy the path" />
        </Group>
      </div>
      {written.warnings.length > 0 && (
        <WarningNotice>
          {written.warnings.map((warning) => (
            <div key={warning}>{warning}</div>
          ))}
        </WarningNotice>
      )}
    </>
  );
}
