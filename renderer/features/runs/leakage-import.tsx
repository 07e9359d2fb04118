import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import type { LeakageImported } from '../../../electron/contract/leakage.ts';
import { tellDone, useAction } from '../../api/use-action.ts';
import { FaultNotice } from '../../components/notices.tsx';
import type { Fault } from '../../../electron/contract/outcome.ts';
import type { FileKind } from '../../../electron/contract/shell.ts';
import { PathPicker } from '../folders/path-picker.tsx';
import { importedText } from './leakage-words.ts';

export function ImportTraining({ modelId }: { readonly modelId: number }) {
  const action = useAction('leakage/import', true);
  return (
    <ImportLine
      label="Take in training data"
      description="A training manifest (CSV), a list of names, or the folder of recordings it was trained on"
      wanted={['training', 'folder']}
      busy={action.busy}
      fault={action.fault}
      onImport={(path) => action.run({ modelId, path })}
    />
  );
}

export function ImportSplits() {
  const action = useAction('leakage/import-splits', true);
  return (
    <ImportLine
      label="Take in splits"
      description="The manifest.csv that says train, validation or test for every recording"
      wanted={['training']}
      busy={action.busy}
      fault={action.fault}
      onImport={(path) => action.run({ path })}
    />
  );
}

interface ImportLineProps {
  readonly label: string;
  readonly description: string;
  readonly wanted: readonly ('folder' | FileKind)[];
  readonly busy: boolean;
  readonly fault: Fault | null;
  readonly onImport: (path: string) => Promise<LeakageImported | null>;
}

function ImportLine({ label, description, wanted, busy, fault, onImport }: ImportLineProps) {
  const [path, setPath] = useState('');
  const start = async (): Promise<void> => {
    const imported = await onImport(path.trim());
    if (imported !== null) {
      tellDone(importedText(imported));
      setPath('');
    }
  };
  return (
    <Stack gap={8} mt={8}>
      <Group gap={6} wrap="nowrap" align="flex-end">
        <div style={{ flex: 1 }}>
          <PathPicker label={label} description={description} value={path} wanted={wanted} onChange={setPath} />
        </div>
        <Button loading={busy} disabled={path.trim() === ''} onClick={() => void start()}>
          Take in
        </Button>
      </Group>
      {fault !== null && <FaultNotice fault={fault} />}
    </Stack>
  );
}
