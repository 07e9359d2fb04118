import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ImportPreview } from '../../../electron/contract/import.ts';
import type { Source } from '../../../electron/contract/sources.ts';
import { tellDone, useAction } from '../../api/use-action.ts';
import { useQuery } from '../../api/use-query.ts';
import { countOf } from '../../components/format.ts';
import { FaultNotice, WarningNotice } from '../../components/notices.tsx';
import { useWorkspace, type DroppedTable } from '../../state/workspace.ts';
import { PathPicker } from '../folders/path-picker.tsx';
import { ImportChoices } from './import-choices.tsx';
import {
  canImport,
  hasTables,
  mostTextBytes,
  onlyLabel,
  requestOf,
  textBytes,
  type ImportDraft,
} from './import-draft.ts';
import { PreviewView } from './import-preview.tsx';
import styles from './import.module.css';

interface ImportScoresDialogProps {
  readonly dropped: readonly DroppedTable[];
}

/** Tables of another program become a run: choose, look, import. */
export function ImportScoresDialog({ dropped }: ImportScoresDialogProps) {
  const close = useWorkspace((state) => state.close);
  const sources = useQuery('source/list', {}).data;
  return (
    <Modal opened onClose={close} title="Import scores made elsewhere" size={980}>
      {sources !== undefined && <ImportForm sources={sources} dropped={dropped} />}
    </Modal>
  );
}

interface ImportFormProps extends ImportScoresDialogProps {
  readonly sources: readonly Source[];
}

function ImportForm({ sources, dropped }: ImportFormProps) {
  const { close, showRanking } = useWorkspace.getState();
  const [draft, setDraft] = useState<ImportDraft>({
    path: '',
    dropped,
    sourceIds: sources.map(({ id }) => id),
    labels: [],
    models: [],
    mapping: null,
    unlisted: 'zero',
  });
  const preview = usePreview(draft, setDraft);
  const action = useAction('import/scores', true);
  const start = async (): Promise<void> => {
    const imported = await action.run({ ...(await requestOf(draft)), labels: [...draft.labels] });
    const label = imported?.run.labels[0];
    if (imported !== null && label !== undefined) {
      tellDone(`${countOf(imported.preview.files.matched, 'file')} of the tables matched.`);
      showRanking({ runId: imported.run.id, label });
      close();
    }
  };
  const fault = action.fault ?? preview.fault;
  return (
    <Stack gap="md">
      <TableChoice draft={draft} busy={preview.busy} onChange={setDraft} onLook={() => void preview.look(draft)} />
      {fault !== null && <FaultNotice fault={fault} />}
      {preview.seen !== null && (
        <div className={styles['columns']}>
          <ImportChoices
            draft={draft}
            preview={preview.seen}
            sources={sources}
            onChange={(changed) => {
              action.clearFault();
              setDraft(changed);
              void preview.look(changed);
            }}
          />
          <PreviewView preview={preview.seen} isMissingLabel={draft.labels.length === 0} />
        </div>
      )}
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          The tables are read, not changed, and no recording is scored.
        </Text>
        <Button loading={action.busy} disabled={!canImport(draft, preview.seen)} onClick={() => void start()}>
          {preview.seen === null ? 'Import' : `Import ${countOf(recordingsOf(draft, preview.seen), 'recording')}`}
        </Button>
      </Group>
    </Stack>
  );
}

function recordingsOf({ unlisted }: ImportDraft, { recordings, files }: ImportPreview): number {
  return unlisted === 'zero' ? recordings : recordings - files.withoutRow;
}

/** Looks at the tables again after every choice; what was seen last stays until then. */
function usePreview(draft: ImportDraft, onChange: (draft: ImportDraft) => void) {
  const { run, busy, fault } = useAction('import/preview', true);
  const [seen, setSeen] = useState<ImportPreview | null>(null);
  const latest = useRef(0);
  const look = async (wanted: ImportDraft): Promise<void> => {
    latest.current += 1;
    const mine = latest.current;
    const found = await run(await requestOf(wanted));
    if (mine !== latest.current) {
      return;
    }
    setSeen(found);
    const only = found === null || wanted.labels.length > 0 ? [] : onlyLabel(found);
    if (only.length > 0) {
      const changed = { ...wanted, labels: only };
      onChange(changed);
      await look(changed);
    }
  };
  const lookAtDropped = useRef(() => look(draft));
  useEffect(() => {
    if (draft.dropped.length > 0) {
      void lookAtDropped.current();
    }
  }, [draft.dropped.length]);
  return { look, seen, busy, fault };
}

interface TableChoiceProps {
  readonly draft: ImportDraft;
  readonly busy: boolean;
  readonly onChange: (draft: ImportDraft) => void;
  readonly onLook: () => void;
}

function TableChoice({ draft, busy, onChange, onLook }: TableChoiceProps) {
  const tooLarge = textBytes(draft) > mostTextBytes;
  return (
    <div>
      <div className={styles['place']}>
        <PathPicker
          label="Table, or folder of tables"
          description="BirdNET-Analyzer, Raven, Kaleidoscope, the study’s File,radr_max_confidence, or any CSV. Tables may be dropped here, too."
          value={draft.path}
          wanted={['scores', 'folder']}
          onChange={(path) => {
            onChange({ ...draft, path, labels: [], models: [], mapping: null });
          }}
        />
        <Button variant="light" loading={busy} disabled={!hasTables(draft) || tooLarge} onClick={onLook}>
          Look
        </Button>
      </div>
      {draft.dropped.length > 0 && (
        <Text size="sm" mt={6}>
          {draft.dropped.map(({ file }) => file.name).join(', ')}
        </Text>
      )}
      {tooLarge && (
        <WarningNotice>These tables are too large to be handed over by the browser: give their path.</WarningNotice>
      )}
    </div>
  );
}
