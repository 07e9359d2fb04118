import { Button, Stack, Text } from '@mantine/core';
import { IconFileVector } from '@tabler/icons-react';
import { valueOrTell } from '../../api/use-action.ts';
import { useServices } from '../../api/services.tsx';
import { useQuery } from '../../api/use-query.ts';
import { WarningNotice } from '../../components/notices.tsx';
import { useSettings } from '../../state/settings.ts';
import { FolderBrowser } from '../folders/folder-browser.tsx';

interface FindModelProps {
  /** Name of a file that was dropped and whose place the browser did not tell. */
  readonly fileName: string | null;
  readonly onChoose: (path: string) => void;
}

/** The system's dialog where there is one, otherwise the folders of the machine that Earmark runs on. */
export function FindModel({ fileName, onChoose }: FindModelProps) {
  const { client } = useServices();
  const capabilities = useQuery('shell/capabilities', {}).data;
  const lastFolder = useSettings((state) => state.lastFolder);
  const pick = async (): Promise<void> => {
    const path = valueOrTell(await client.call('shell/pick-model', {}));
    if (path !== null) {
      onChoose(path);
    }
  };
  return (
    <Stack gap="sm">
      {fileName === null ? (
        <Text size="sm" c="dimmed">
          Earmark reads its inputs and outputs and proposes how to feed it. A label file or a manifest of the same name
          beside it is found by itself.
        </Text>
      ) : (
        <WarningNotice>
          You dropped <b>{fileName}</b>. A browser does not tell where it is: find it below.
        </WarningNotice>
      )}
      {capabilities?.pickFolder === true && (
        <Button leftSection={<IconFileVector size={16} />} onClick={() => void pick()}>
          Choose an ONNX file…
        </Button>
      )}
      {capabilities?.browseFolders === true && (
        <FolderBrowser start={lastFolder} wanted="model" chooseLabel="Use this model" onChoose={onChoose} />
      )}
    </Stack>
  );
}
