import { Button, Stack, Text } from '@mantine/core';
import { IconFileVector } from '@tabler/icons-react';
import { valueOrTell } from '../../api/use-action.ts';
import { useServices } from '../../api/services.tsx';
import { useQuery } from '../../api/use-query.ts';
import { WarningNotice } from '../../components/notices.tsx';
import { useSettings } from '../../state/settings.ts';
import { FolderBrowser } from '../folders/folder-browser.tsx';

interface FindModelProps {
  /** Name of a model that was dropped and whose place the browser did not tell. */
  readonly fileName: string | null;
  /** Name of a label file that was dropped before its model. */
  readonly labelsName: string | null;
  readonly onChoose: (path: string) => void;
}

/** The system's dialog where there is one, otherwise the folders of the machine that Earmark runs on. */
export function FindModel({ fileName, labelsName, onChoose }: FindModelProps) {
  const { client } = useServices();
  const capabilities = useQuery('shell/capabilities', {}).data;
  const lastFolder = useSettings((state) => state.lastFolder);
  const pick = async (): Promise<void> => {
    const path = valueOrTell(await client.call('shell/pick-file', { kind: 'model', near: null }));
    if (path !== null) {
      onChoose(path);
    }
  };
  return (
    <Stack gap="sm">
      <Why fileName={fileName} labelsName={labelsName} />
      {capabilities?.pickFolder === true && (
        <Button leftSection={<IconFileVector size={16} />} onClick={() => void pick()}>
          Choose an ONNX file…
        </Button>
      )}
      {capabilities?.browseFolders === true && (
        <FolderBrowser
          start={lastFolder}
          wanted="model"
          hint={fileName}
          chooseLabel="Use this model"
          onChoose={onChoose}
        />
      )}
    </Stack>
  );
}

/** What was dropped, and why there is still something to choose. */
function Why({ fileName, labelsName }: Omit<FindModelProps, 'onChoose'>) {
  if (fileName !== null) {
    return (
      <WarningNotice>
        You dropped <b>{fileName}</b>. A browser hands over what is in a file but not where it lies, and Earmark keeps
        models where they are: find it below, or paste its path.
        {labelsName !== null && (
          <>
            {' '}
            The labels of <b>{labelsName}</b> are kept for it.
          </>
        )}
      </WarningNotice>
    );
  }
  return labelsName === null ? (
    <Text size="sm" c="dimmed">
      Earmark reads its inputs and outputs and proposes how to feed it. A label file or a manifest of the same name
      beside it is found by itself.
    </Text>
  ) : (
    <WarningNotice>
      You dropped <b>{labelsName}</b>. Choose the model that these labels belong to.
    </WarningNotice>
  );
}
