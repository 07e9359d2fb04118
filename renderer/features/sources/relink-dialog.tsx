import { Button, Group, Loader, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { RelinkPreview } from '../../../electron/contract/relink.ts';
import { useAction } from '../../api/use-action.ts';
import { useQuery } from '../../api/use-query.ts';
import { countOf, countText } from '../../components/format.ts';
import { FaultNotice, WarningNotice } from '../../components/notices.tsx';
import { PathText } from '../../components/small-parts.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { FindFolder } from './find-folder.tsx';
import styles from './source-attributes.module.css';

interface RelinkDialogProps {
  readonly sourceId: number;
  /** Where it seems to be, where that is known. */
  readonly path: string | null;
}

/** Tells a source where its folder is now: what is found there is shown before anything is stored. */
export function RelinkDialog({ sourceId, path }: RelinkDialogProps) {
  const close = useWorkspace((state) => state.close);
  const [chosen, setChosen] = useState(path);
  const source = useQuery('source/list', {}).data?.find(({ id }) => id === sourceId);
  if (source === undefined) {
    return null;
  }
  return (
    <Modal opened onClose={close} title={`Where is ${source.name} now?`} size="lg">
      <Stack gap="md">
        <Text size="sm" c="dimmed" component="div">
          It was in <PathText path={source.path} />. Scores, findings and subsets go with its recordings.
        </Text>
        {chosen === null ? (
          <FindFolder folderName={null} onChoose={setChosen} />
        ) : (
          <Preview
            key={chosen}
            sourceId={sourceId}
            path={chosen}
            onAnother={() => {
              setChosen(null);
            }}
          />
        )}
      </Stack>
    </Modal>
  );
}

interface PreviewProps {
  readonly sourceId: number;
  readonly path: string;
  readonly onAnother: () => void;
}

function Preview({ sourceId, path, onAnother }: PreviewProps) {
  const { close, showSource } = useWorkspace.getState();
  const { data: preview, fault } = useQuery('source/relink-preview', { sourceId, path });
  const relink = useAction('source/relink', true);
  const trouble = relink.fault ?? fault;
  const apply = async (): Promise<void> => {
    if ((await relink.run({ sourceId, path })) !== null) {
      showSource(sourceId);
      close();
    }
  };
  const found = preview === undefined ? 0 : preview.matched + preview.renamed;
  return (
    <>
      {preview === undefined && fault === null && (
        <Group gap="sm">
          <Loader size="xs" />
          <Text size="sm" c="dimmed" component="div">
            Looking for its recordings in <PathText path={path} />
          </Text>
        </Group>
      )}
      {preview !== undefined && <Found preview={preview} />}
      {trouble !== null && <FaultNotice fault={trouble} />}
      <Group justify="space-between">
        <Button variant="subtle" color="gray" onClick={onAnother}>
          Another folder…
        </Button>
        <Button size="sm" disabled={found === 0} loading={relink.busy} onClick={() => void apply()}>
          {found === 0 ? 'Nothing to move' : `Move ${countOf(found, 'recording')} here`}
        </Button>
      </Group>
    </>
  );
}

function Found({ preview }: { readonly preview: RelinkPreview }) {
  const { matched, renamed, total, changed, unmatched, added } = preview;
  return (
    <>
      <div className={styles['facts']}>
        <PathText path={preview.path} />
        <Text size="sm" mt={6} fw={500} className="numeric">
          {`${countText(matched + renamed)} of ${countOf(total, 'recording')} found`}
        </Text>
        <Text size="sm" c="dimmed" className="numeric">
          {[
            `${countText(matched)} under the same name`,
            renamed === 0 ? null : `${countText(renamed)} under another name, by content`,
            added === 0 ? null : `${countText(added)} new to the library`,
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </Text>
        <Names names={preview.renamedExamples.map(({ from, to }) => `${from} → ${to}`)} />
      </div>
      {unmatched > 0 && (
        <WarningNotice>
          {countOf(unmatched, 'recording')} not found here: shown as missing, with scores and findings kept.
          <Names names={preview.unmatchedExamples} />
        </WarningNotice>
      )}
      {changed > 0 && (
        <WarningNotice>
          {countOf(changed, 'file')} of the same name with other content: to be scored again.
          <Names names={preview.changedExamples} />
        </WarningNotice>
      )}
    </>
  );
}

function Names({ names }: { readonly names: readonly string[] }) {
  return names.length === 0 ? null : <div className={styles['names']}>{names.slice(0, 3).join('   ')}</div>;
}
