import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useServices } from '../../api/services.tsx';
import { countOf } from '../../components/format.ts';
import { useView } from '../../state/use-view.ts';
import { filterInView } from '../../state/view.ts';
import { useWorkspace } from '../../state/workspace.ts';

interface PickedRecordingsProps {
  readonly picked: readonly number[];
  readonly onChange: (picked: number[]) => void;
}

const PAGE = 1000;
/** More than anybody picks by hand, and quick to fetch. */
const MOST = 10_000;

/** Recordings by hand: the selected one, or everything that the list shows with its filter. */
export function PickedRecordings({ picked, onChange }: PickedRecordingsProps) {
  const selected = useWorkspace((state) => state.selection?.row ?? null);
  const listed = useListedRecordings();
  const [busy, setBusy] = useState(false);
  const add = (ids: readonly number[]): void => {
    onChange([...new Set([...picked, ...ids])]);
  };
  const addListed = async (): Promise<void> => {
    setBusy(true);
    add(
      await listed().finally(() => {
        setBusy(false);
      }),
    );
  };
  return (
    <Group gap={6}>
      <Text size="sm">{countOf(picked.length, 'recording')}</Text>
      <Button
        size="compact-xs"
        variant="default"
        disabled={selected === null}
        title={selected?.fileName ?? 'No recording is selected in the list'}
        onClick={() => {
          add(selected === null ? [] : [selected.recordingId]);
        }}
      >
        Add the selected one
      </Button>
      <Button size="compact-xs" variant="default" loading={busy} onClick={() => void addListed()}>
        Add all that are listed
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        disabled={picked.length === 0}
        onClick={() => {
          onChange([]);
        }}
      >
        Clear
      </Button>
    </Group>
  );
}

/** Asks for the ids of everything that the list shows now. */
function useListedRecordings(): () => Promise<number[]> {
  const { client } = useServices();
  const { ranking } = useView();
  const filter = useWorkspace((state) => state.filter);
  const sourceId = useWorkspace((state) => state.sourceId);
  return async () => {
    const ids: number[] = [];
    for (let total = 1; ranking !== null && ids.length < Math.min(total, MOST);) {
      const page = await client.call('ranking/page', {
        ...ranking,
        filter: filterInView(filter, sourceId),
        offset: ids.length,
        limit: PAGE,
      });
      if (!page.ok || page.value.rows.length === 0) {
        break;
      }
      ids.push(...page.value.rows.map(({ recordingId }) => recordingId));
      ({ total } = page.value);
    }
    return ids;
  };
}
