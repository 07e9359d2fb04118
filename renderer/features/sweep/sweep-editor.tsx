import { Button, Group, NumberInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState, type ReactNode } from 'react';
import type { Fault } from '../../../electron/contract/outcome.ts';
import type { PathStyle, SweepRequest, SweepSpecification } from '../../../electron/contract/sweeps.ts';
import { useAction } from '../../api/use-action.ts';
import { useLastingQuery } from '../../api/use-query.ts';
import { countOf } from '../../components/format.ts';
import { EmptyNotice, FaultNotice, WarningNotice } from '../../components/notices.tsx';
import { CopyIconButton, PathText } from '../../components/small-parts.tsx';
import { useSettings } from '../../state/settings.ts';
import { PathPicker } from '../folders/path-picker.tsx';
import { EntryList } from './entry-list.tsx';
import { SweepPreviewView } from './sweep-preview.tsx';
import { editedOf, specificationOf, trainerFolder, type EditedSweep } from './sweep-values.ts';
import styles from './sweep.module.css';

interface SweepEditorProps {
  readonly head: ReactNode;
  readonly specification: SweepSpecification;
  /** Why the exported folders could not be filled in. */
  readonly fault: Fault | null;
  readonly fromExports: boolean;
  readonly exportRoot: string;
}

const TYPING_MILLISECONDS = 300;

export function SweepEditor({ head, specification, fault, fromExports, exportRoot }: SweepEditorProps) {
  const [edited, setEdited] = useState<EditedSweep>(() => editedOf(specification));
  const [pathStyle, setPathStyle] = useState<PathStyle>('forward');
  const [settled] = useDebouncedValue(edited, TYPING_MILLISECONDS);
  const request = useMemo<SweepRequest>(
    () => ({ specification: specificationOf(settled), pathStyle, spelling: 'as-written' }),
    [settled, pathStyle],
  );
  const complete = settled.outDir.trim() !== '' && Object.keys(request.specification.axes).length > 0;
  const preview = useLastingQuery('sweep/preview', complete ? request : null);
  return (
    <div className={styles['screen']}>
      <Stack gap="md" className={styles['choices'] ?? ''}>
        {head}
        <ExportsNotice fault={fault} fromExports={fromExports} />
        <SweepFields edited={edited} onChange={setEdited} pathStyle={pathStyle} onPathStyle={setPathStyle} />
      </Stack>
      <div className={styles['preview']}>
        {preview.fault !== null && <FaultNotice fault={preview.fault} />}
        {!complete && (
          <EmptyNotice title="Not complete yet" text="A sweep needs a name for its folder and at least one axis." />
        )}
        {complete && preview.data !== undefined && <SweepPreviewView preview={preview.data} />}
        <WriteLine
          request={request}
          count={preview.data?.experimentCount ?? 0}
          exportRoot={exportRoot}
          ready={complete && preview.fault === null}
        />
      </div>
    </div>
  );
}

/** Why the subset axes are not the folders just exported. */
function ExportsNotice({ fault, fromExports }: Pick<SweepEditorProps, 'fault' | 'fromExports'>) {
  if (fault !== null) {
    return <FaultNotice fault={fault} />;
  }
  return fromExports ? null : (
    <WarningNotice>Nothing was exported under this folder yet: the subset axes are the published ones.</WarningNotice>
  );
}

interface SweepFieldsProps {
  readonly edited: EditedSweep;
  readonly onChange: (edited: EditedSweep) => void;
  readonly pathStyle: PathStyle;
  readonly onPathStyle: (style: PathStyle) => void;
}

function SweepFields({ edited, onChange, pathStyle, onPathStyle }: SweepFieldsProps) {
  return (
    <>
      <Group gap={8} wrap="nowrap" align="flex-end">
        <NumberInput
          label="Stage"
          w={64}
          min={0}
          hideControls
          value={edited.stage}
          onChange={(value) => {
            onChange({ ...edited, stage: typeof value === 'number' ? value : edited.stage });
          }}
        />
        <TextInput
          label="Folder of the experiments (out_dir)"
          flex={1}
          value={edited.outDir}
          onChange={(event) => {
            onChange({ ...edited, outDir: event.currentTarget.value });
          }}
        />
      </Group>
      <SegmentedControl
        fullWidth
        aria-label="Path style"
        value={pathStyle}
        data={[
          { value: 'forward', label: 'Paths with /' },
          { value: 'windows', label: 'Windows paths with \\' },
        ]}
        onChange={(value) => {
          onPathStyle(value === 'windows' ? 'windows' : 'forward');
        }}
      />
      <EntryList
        title="Axes"
        hint="One value a line. The last axis varies fastest; [] stands for no subset."
        entries={edited.axes}
        several
        onChange={(axes) => {
          onChange({ ...edited, axes });
        }}
      />
      <EntryList
        title="Base parameters"
        hint="The same in every experiment."
        entries={edited.baseParams}
        onChange={(baseParams) => {
          onChange({ ...edited, baseParams });
        }}
      />
    </>
  );
}

interface WriteLineProps {
  readonly request: SweepRequest;
  readonly count: number;
  readonly exportRoot: string;
  readonly ready: boolean;
}

function WriteLine({ request, count, exportRoot, ready }: WriteLineProps) {
  const root = useSettings((state) => state.sweepRoot) ?? trainerFolder(exportRoot);
  const change = useSettings((state) => state.change);
  const write = useAction('sweep/write', true);
  const [written, setWritten] = useState<{ readonly path: string; readonly count: number } | null>(null);
  const start = async (): Promise<void> => {
    const answer = await write.run({ ...request, root });
    setWritten(answer === null ? null : { path: answer.specificationPath, count: answer.experimentCount });
  };
  return (
    <div className={styles['foot']}>
      {write.fault !== null && <FaultNotice fault={write.fault} />}
      {written !== null && (
        <div className={styles['written']} role="status">
          <Text fw={600}>{`Wrote ${countOf(written.count, 'experiment')}`}</Text>
          <Group gap={2} wrap="nowrap">
            <PathText path={written.path} />
            <CopyIconButton text={written.path} label="Copy the path" />
          </Group>
        </div>
      )}
      <div className={styles['writeLine']}>
        <PathPicker
          label="Write under"
          value={root}
          onChange={(sweepRoot) => {
            change({ sweepRoot });
          }}
        />
        <Button size="sm" loading={write.busy} disabled={!ready || root.trim() === ''} onClick={() => void start()}>
          {`Write ${countOf(count, 'file')}`}
        </Button>
      </div>
    </div>
  );
}
