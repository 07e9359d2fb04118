import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { FolderInspection } from '../../../electron/contract/sources.ts';
import { useQuery } from '../../api/use-query.ts';
import { useSettings } from '../../state/settings.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { AddSourceForm } from './add-source-form.tsx';
import { FindFolder } from './find-folder.tsx';

interface AddSourceDialogProps {
  /** The folder, where the host could tell it. */
  readonly path: string | null;
  /** Name of the dropped folder, where it could not. */
  readonly folderName: string | null;
}

function titleOf(chosen: string | null, inspection: FolderInspection | undefined): string {
  if (chosen === null) {
    return 'Which folder?';
  }
  const known = inspection?.known ?? null;
  return known === null ? 'Add a source' : `Scan ${known.name} again`;
}

/** Two steps: which folder, and what is in it. */
export function AddSourceDialog({ path, folderName }: AddSourceDialogProps) {
  const close = useWorkspace((state) => state.close);
  const [chosen, setChosen] = useState(path);
  const inspection = useQuery('source/inspect', chosen === null ? null : { path: chosen });
  const choose = (folder: string): void => {
    setChosen(folder);
    useSettings.getState().change({ lastFolder: folder });
  };
  return (
    <Modal opened onClose={close} title={titleOf(chosen, inspection.data)} size="lg">
      {chosen === null ? (
        <FindFolder folderName={folderName} onChoose={choose} />
      ) : (
        <AddSourceForm
          path={chosen}
          inspection={inspection.data}
          fault={inspection.fault}
          onAnother={() => {
            setChosen(null);
          }}
        />
      )}
    </Modal>
  );
}
