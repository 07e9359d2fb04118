import { Button, Stack, Text } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { valueOrTell } from '../../api/use-action.ts';
import { useServices } from '../../api/services.tsx';
import { useQuery } from '../../api/use-query.ts';
import { WarningNotice } from '../../components/notices.tsx';
import { useSettings } from '../../state/settings.ts';
import { FolderBrowser } from '../folders/folder-browser.tsx';

interface FindFolderProps {
  readonly folderName: string | null;
  readonly onChoose: (path: string) => void;
}

/** The system's dialog where there is one, otherwise the folders of the machine that Earmark runs on. */
export function FindFolder({ folderName, onChoose }: FindFolderProps) {
  const { client } = useServices();
  const capabilities = useQuery('shell/capabilities', {}).data;
  const lastFolder = useSettings((state) => state.lastFolder);
  const pick = async (): Promise<void> => {
    const path = valueOrTell(await client.call('shell/pick-folder', { title: 'Folder of recordings' }));
    if (path !== null) {
      onChoose(path);
    }
  };
  if (capabilities === undefined) {
    return null;
  }
  return (
    <Stack gap="sm">
      {folderName !== null && (
        <WarningNotice>
          You dropped <b>{folderName}</b>. A browser does not tell where it is: find it below, or paste its path.
        </WarningNotice>
      )}
      {folderName === null && (
        <Text size="sm" c="dimmed">
          Usually one recorder’s card. Folders inside it are read too; nothing in it is ever changed.
        </Text>
      )}
      {capabilities.pickFolder && (
        <Button leftSection={<IconFolderOpen size={16} />} onClick={() => void pick()}>
          Choose a folder…
        </Button>
      )}
      {capabilities.browseFolders && (
        <FolderBrowser
          start={lastFolder}
          wanted="folder"
          hint={folderName}
          chooseLabel="Use this folder"
          onChoose={onChoose}
        />
      )}
    </Stack>
  );
}
