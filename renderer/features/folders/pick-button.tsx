import { Button, Modal } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { FileKind } from '../../../electron/contract/shell.ts';
import { valueOrTell } from '../../api/use-action.ts';
import { useServices } from '../../api/services.tsx';
import { useQuery } from '../../api/use-query.ts';
import { FolderBrowser } from './folder-browser.tsx';

interface PickButtonProps {
  readonly wanted: 'folder' | FileKind;
  /** Of the dialog; the system’s for files has its own. */
  readonly title: string;
  /** The folder to begin in; null: the host's own choice. */
  readonly near: string | null;
  readonly onChoose: (path: string) => void;
  readonly children: ReactNode;
}

/** Asks for a folder or a file: in the system's dialog, or among the folders of the machine that Earmark runs on. */
export function PickButton({ wanted, title, near, onChoose, children }: PickButtonProps) {
  const { client } = useServices();
  const capabilities = useQuery('shell/capabilities', {}).data;
  const [browsing, setBrowsing] = useState(false);
  const pick = async (): Promise<void> => {
    const path = valueOrTell(
      wanted === 'folder'
        ? await client.call('shell/pick-folder', { title })
        : await client.call('shell/pick-file', { kind: wanted, near }),
    );
    if (path !== null) {
      onChoose(path);
    }
  };
  return (
    <>
      <Button
        variant="default"
        style={{ flex: 'none' }}
        onClick={() => {
          if (capabilities?.pickFolder === true) {
            void pick();
          } else {
            setBrowsing(true);
          }
        }}
      >
        {children}
      </Button>
      <Modal
        opened={browsing}
        onClose={() => {
          setBrowsing(false);
        }}
        title={title}
        size="lg"
      >
        <FolderBrowser
          start={near}
          wanted={wanted}
          chooseLabel="Use this folder"
          onChoose={(path) => {
            onChoose(path);
            setBrowsing(false);
          }}
        />
      </Modal>
    </>
  );
}
