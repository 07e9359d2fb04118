import { Button, FileButton, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ResultsImportRequest } from '../../../electron/contract/results.ts';
import { pathOfDropped } from '../../api/connect.ts';
import { tellDone, useAction } from '../../api/use-action.ts';
import { FaultNotice, WarningNotice } from '../../components/notices.tsx';
import { useWorkspace, type DroppedResults } from '../../state/workspace.ts';
import { PathPicker } from '../folders/path-picker.tsx';
import { importedText } from './result-words.ts';

/** What the browser may hand over at once; a larger table is read from its path. */
const MOST_TEXT_BYTES = 3_000_000;

/** Where the results are: a path, or a file whose place the browser does not tell and whose text is handed over. */
interface Chosen {
  readonly path: string;
  readonly file: File | null;
}

function chosenFrom({ file, path }: DroppedResults): Chosen {
  return path === null ? { path: '', file } : { path, file: null };
}

function canImport({ path, file }: Chosen): boolean {
  return file === null ? path.trim() !== '' : file.size <= MOST_TEXT_BYTES;
}

async function requestOf({ path, file }: Chosen): Promise<ResultsImportRequest> {
  return file === null ? { path: path.trim() } : { fileName: file.name, text: await file.text() };
}

/** A CSV or a folder of experiments. */
export function ImportResultsDialog({ dropped }: { readonly dropped: DroppedResults | null }) {
  const { close, goTo } = useWorkspace.getState();
  const [chosen, setChosen] = useState<Chosen>(dropped === null ? { path: '', file: null } : chosenFrom(dropped));
  const action = useAction('results/import', true);
  const start = async (): Promise<void> => {
    const imported = await action.run(await requestOf(chosen));
    if (imported !== null) {
      tellDone(importedText(imported));
      close();
      goTo('results');
    }
  };
  return (
    <Modal opened onClose={close} title="Import results" size="lg">
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          The all_experiments.csv of the trainer, or its folder of experiments. Importing the same one again replaces
          it.
        </Text>
        <Place
          chosen={chosen}
          onChange={(changed) => {
            action.clearFault();
            setChosen(changed);
          }}
        />
        {action.fault !== null && <FaultNotice fault={action.fault} />}
        <Group justify="flex-end">
          <Button loading={action.busy} disabled={!canImport(chosen)} onClick={() => void start()}>
            Import
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface PlaceProps {
  readonly chosen: Chosen;
  readonly onChange: (chosen: Chosen) => void;
}

function Place({ chosen, onChange }: PlaceProps) {
  const { path, file } = chosen;
  return (
    <>
      <Group gap={10} wrap="nowrap">
        <FileButton
          accept=".csv,text/csv"
          onChange={(picked) => {
            if (picked !== null) {
              onChange(chosenFrom({ file: picked, path: pathOfDropped(picked) }));
            }
          }}
        >
          {(props) => (
            <Button {...props} variant="default">
              Choose a CSV file…
            </Button>
          )}
        </FileButton>
        {file !== null && <Text size="sm">{file.name}</Text>}
      </Group>
      <PathPicker
        label="Or its path, or that of the folder"
        value={path}
        onChange={(typed) => {
          onChange({ path: typed, file: null });
        }}
      />
      {file !== null && file.size > MOST_TEXT_BYTES && (
        <WarningNotice>This file is too large to be handed over by the browser: give its path instead.</WarningNotice>
      )}
    </>
  );
}
