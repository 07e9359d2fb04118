import { Button, Group, Stack, Text } from '@mantine/core';
import type { Run } from '../../../electron/contract/runs.ts';
import { useAction } from '../../api/use-action.ts';
import { countOf } from '../../components/format.ts';
import { FaultNotice } from '../../components/notices.tsx';
import { useWorkspace } from '../../state/workspace.ts';

export function RemoveRun({ run }: { readonly run: Run }) {
  const { close } = useWorkspace.getState();
  const remove = useAction('run/remove', true);
  const start = async (): Promise<void> => {
    if ((await remove.run({ runId: run.id })) !== null) {
      close();
    }
  };
  return (
    <Stack gap="md">
      <Text size="sm">
        The scores of {countOf(run.scored, 'recording')} by <b>{run.name}</b> are deleted, and its subsets with them.
        The recordings, what was heard of them, and exported folders stay. To have the scores again, the recordings must
        be scored again.
      </Text>
      {remove.fault !== null && <FaultNotice fault={remove.fault} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={close} data-autofocus>
          Keep it
        </Button>
        <Button color="red" loading={remove.busy} onClick={() => void start()}>
          Remove the run
        </Button>
      </Group>
    </Stack>
  );
}
