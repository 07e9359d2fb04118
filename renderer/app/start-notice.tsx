import { Center, Loader, Stack, Text } from '@mantine/core';
import type { Fault } from '../../electron/contract/outcome.ts';
import { useServices } from '../api/services.tsx';
import { FaultNotice } from '../components/notices.tsx';

/** Shown until the library's first answer is here, or why it does not come. */
export function StartNotice({ fault }: { readonly fault: Fault | null }) {
  const { queries } = useServices();
  return (
    <Center h="100%" p="xl">
      {fault === null ? (
        <Stack align="center" gap="sm">
          <Loader size="sm" />
          <Text c="dimmed">Opening the library…</Text>
        </Stack>
      ) : (
        <div style={{ maxWidth: 520 }}>
          <FaultNotice
            fault={fault}
            onRetry={() => {
              queries.invalidate(() => true);
            }}
          />
        </div>
      )}
    </Center>
  );
}
