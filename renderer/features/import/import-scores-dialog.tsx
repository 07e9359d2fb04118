import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ImportPreview } from '../../../electron/contract/import.ts';
import type { Source } from '../../../electron/contract/sources.ts';
import { tellDone } from '../../api/use-action.ts';
import { useQuery } from '../../api/use-query.ts';
import { countOf, countText } from '../../components/format.ts';
import { FaultNotice, WarningNotice } from '../../components/notices.tsx';
import { useWorkspace, type DroppedTable } from '../../state/workspace.ts';
import { PathPicker } from '../folders/path-picker.tsx';
import { saveText } from '../../components/save-file.ts';
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
import { listCsv, mostListed, type ImportList } from './list-csv.ts';
import { ImportProgressView } from './import-progress.tsx';
import { useImportWork } from './use-import-work.ts';
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
    <Modal opened onClose={close} title="Import scores made elsewhere" size={1080}>
      {sources !== undefined && <ImportForm sources={sources} dropped={dropped} />}
    </Modal>
  );
}

interface ImportFormProps extends ImportScoresDialogProps {
  readonly sources: readonly Source[];
}

const nothingChosen = { path: '', labels: [], models: [], mapping: null, scale: null, unlisted: 'zero' } as const;

function ImportForm({ sources, dropped }: ImportFormProps) {
  const [draft, setDraft] = useState<ImportDraft>({
    ...nothingChosen,
    dropped,
    sourceIds: sources.map(({ id }) => id),
  });
  const preview = usePreview(draft, setDraft);
  const storing = useStoring(draft);
  const listing = useListing(draft);
  const work = [storing.work, preview.work, listing.work].find(({ busy }) => busy);
  const fault = storing.work.fault ?? preview.work.fault ?? listing.work.fault;
  return (
    <Stack gap="md">
      <TableChoice
        draft={draft}
        busy={preview.work.busy}
        onChange={setDraft}
        onLook={() => void preview.look(draft)}
        onClear={() => {
          preview.forget();
          setDraft({ ...draft, ...nothingChosen, dropped: [] });
        }}
      />
      {fault !== null && <FaultNotice fault={fault} />}
      {preview.seen !== null && (
        <div className={styles['columns']} aria-busy={work !== undefined}>
          <ImportChoices
            draft={draft}
            preview={preview.seen}
            sources={sources}
            onChange={(changed) => {
              storing.work.clearFault();
              setDraft(changed);
              void preview.look(changed);
            }}
          />
          <PreviewView
            preview={preview.seen}
            mapping={draft.mapping}
            isMissingLabel={draft.labels.length === 0}
            onSave={(list) => void listing.save(list)}
          />
        </div>
      )}
      {work !== undefined && <ImportProgressView progress={work.progress} onCancel={work.cancel} />}
      <Group justify="space-between" className={styles['footer'] ?? ''}>
        <Text size="sm" c="dimmed">
          The tables are read, not changed, and no recording is scored.
        </Text>
        <Button
          disabled={work !== undefined || !canImport(draft, preview.seen)}
          loading={storing.work.busy}
          onClick={() => void storing.start()}
        >
          {preview.seen === null ? 'Import' : `Import ${countOf(recordingsOf(draft, preview.seen), 'recording')}`}
        </Button>
      </Group>
    </Stack>
  );
}

/** Makes the run and shows it. */
function useStoring(draft: ImportDraft) {
  const { close, showRanking } = useWorkspace.getState();
  const work = useImportWork('import/scores');
  const start = async (): Promise<void> => {
    const imported = await work.run({ ...(await requestOf(draft)), labels: [...draft.labels] });
    const label = imported?.run.labels[0];
    if (imported !== null && label !== undefined) {
      tellDone(`${countOf(imported.preview.files.matched, 'file')} of the tables matched.`);
      showRanking({ runId: imported.run.id, label });
      close();
    }
  };
  return { work, start };
}

/** Saves a list in full, of which the preview holds the beginning. */
function useListing(draft: ImportDraft) {
  const work = useImportWork('import/preview');
  const save = async (list: ImportList): Promise<void> => {
    const whole = await work.run({ ...(await requestOf(draft)), listed: mostListed });
    if (whole !== null) {
      saveText({ fileName: `import-${list}.csv`, mediaType: 'text/csv', text: listCsv(list, whole) });
    }
  };
  return { work, save };
}

function recordingsOf({ unlisted }: ImportDraft, { recordings, files }: ImportPreview): number {
  return unlisted === 'zero' ? recordings : recordings - files.withoutRow - files.uncertain;
}

/** Looks at the tables again after every choice; what was seen last stays until then. */
function usePreview(draft: ImportDraft, onChange: (draft: ImportDraft) => void) {
  const work = useImportWork('import/preview');
  const [seen, setSeen] = useState<ImportPreview | null>(null);
  const latest = useRef(0);
  const look = async (wanted: ImportDraft): Promise<void> => {
    latest.current += 1;
    const mine = latest.current;
    const found = await work.run(await requestOf(wanted));
    if (mine !== latest.current || found === null) {
      return;
    }
    setSeen(found);
    const only = wanted.labels.length > 0 ? [] : onlyLabel(found);
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
  const forget = (): void => {
    latest.current += 1;
    work.cancel();
    setSeen(null);
  };
  return { look, forget, seen, work };
}

interface TableChoiceProps {
  readonly draft: ImportDraft;
  readonly busy: boolean;
  readonly onChange: (draft: ImportDraft) => void;
  readonly onLook: () => void;
  readonly onClear: () => void;
}

function TableChoice({ draft, busy, onChange, onLook, onClear }: TableChoiceProps) {
  const tooLarge = textBytes(draft) > mostTextBytes;
  return (
    <div>
      <div className={styles['place']}>
        <PathPicker
          label="Table, or folder of tables"
          description="Of BirdNET, OpenSoundscape, Perch, Raven, Audacity, Kaleidoscope, BatDetect2, or any CSV; may be dropped here, too."
          value={draft.path}
          wanted={['scores', 'folder']}
          onChange={(path) => {
            onChange({ ...draft, path, labels: [], models: [], mapping: null, scale: null });
          }}
        />
        <Button variant="light" loading={busy} disabled={!hasTables(draft) || tooLarge} onClick={onLook}>
          Look
        </Button>
      </div>
      {draft.dropped.length > 0 && (
        <Group gap={8} mt={6} wrap="nowrap">
          <Text size="sm" truncate>
            {droppedText(draft)}
          </Text>
          <Button size="compact-xs" variant="subtle" onClick={onClear}>
            Clear
          </Button>
        </Group>
      )}
      {tooLarge && (
        <WarningNotice>These tables are too large to be handed over by the browser: give their path.</WarningNotice>
      )}
    </div>
  );
}

const mostNamed = 4;

function droppedText({ dropped }: ImportDraft): string {
  const names = dropped.slice(0, mostNamed).map(({ name }) => name);
  const more = dropped.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${countText(more)} more` : names.join(', ');
}
