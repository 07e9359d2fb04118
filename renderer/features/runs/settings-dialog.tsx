import { Button, Group, Modal, NumberInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ScorerSetting } from '../../../electron/contract/settings.ts';
import { tellDone, useAction } from '../../api/use-action.ts';
import { useServices } from '../../api/services.tsx';
import { useQuery } from '../../api/use-query.ts';
import { FaultNotice } from '../../components/notices.tsx';
import { useWorkspace } from '../../state/workspace.ts';

/** How much of the machine scoring takes. */
export function SettingsDialog() {
  const close = useWorkspace((state) => state.close);
  const setting = useQuery('setting/scorers', {});
  return (
    <Modal opened onClose={close} title="Scoring settings" size="sm">
      {setting.fault !== null && <FaultNotice fault={setting.fault} />}
      {setting.data !== undefined && <ScorerForm setting={setting.data} />}
    </Modal>
  );
}

function ScorerForm({ setting }: { readonly setting: ScorerSetting }) {
  const { queries } = useServices();
  const action = useAction('setting/scorers', true);
  const [count, setCount] = useState(setting.count);
  const fixed = setting.origin === 'start';
  const save = async (wanted: number | null): Promise<void> => {
    const saved = await action.run({ count: wanted });
    if (saved !== null) {
      queries.invalidate((operation) => operation === 'setting/scorers');
      tellDone(`The next job uses ${saved.count} ${saved.count === 1 ? 'scorer' : 'scorers'}.`);
      useWorkspace.getState().close();
    }
  };
  return (
    <Stack gap="sm">
      <NumberInput
        label="Scorers side by side"
        description={`Each takes one processor core. ${setting.suggested} suit this machine. It counts from the next job on.`}
        min={1}
        max={setting.most}
        allowDecimal={false}
        disabled={fixed}
        value={count}
        onChange={(value) => {
          setCount(typeof value === 'number' ? value : setting.suggested);
        }}
      />
      {fixed && (
        <Text size="sm" c="dimmed">
          The count was given when Earmark was started, and holds until it is started again without it.
        </Text>
      )}
      {action.fault !== null && <FaultNotice fault={action.fault} />}
      <Group justify="space-between">
        <Button variant="subtle" color="gray" disabled={setting.origin !== 'library'} onClick={() => void save(null)}>
          What suits the machine
        </Button>
        <Button loading={action.busy} disabled={fixed} onClick={() => void save(count)}>
          Save
        </Button>
      </Group>
    </Stack>
  );
}
