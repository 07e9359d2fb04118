import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Fault } from '../../electron/contract/outcome.ts';
import styles from './components.module.css';

/** What went wrong and what to do, with the technical cause folded away. */
export function FaultNotice({ fault, onRetry }: { readonly fault: Fault; readonly onRetry?: () => void }) {
  return (
    <div className={styles['fault']} role="alert">
      <Group gap={8} wrap="nowrap" align="flex-start">
        <IconAlertTriangle size={16} className={styles['faultIcon'] ?? ''} aria-hidden />
        <div>
          <Text size="sm">{fault.message}</Text>
          {fault.detail !== undefined && (
            <details>
              <summary className="dim">Details</summary>
              <div className={styles['detail']}>{fault.detail}</div>
            </details>
          )}
          {onRetry !== undefined && (
            <Button mt={8} variant="default" onClick={onRetry}>
              Try again
            </Button>
          )}
        </div>
      </Group>
    </div>
  );
}

export function WarningNotice({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles['warning']}>
      <Group gap={8} wrap="nowrap" align="flex-start">
        <IconInfoCircle size={16} color="var(--em-warning)" style={{ flex: 'none', marginTop: 1 }} aria-hidden />
        <Text size="sm" component="div">
          {children}
        </Text>
      </Group>
    </div>
  );
}

interface EmptyNoticeProps {
  readonly title: string;
  readonly text?: ReactNode;
  readonly icon?: ReactNode;
  readonly children?: ReactNode;
}

/** A designed emptiness: what would be here, and the next step. */
export function EmptyNotice({ title, text, icon, children }: EmptyNoticeProps) {
  return (
    <Stack gap={6} align="center" justify="center" h="100%" p="lg" ta="center">
      {icon !== undefined && <div className="dim">{icon}</div>}
      <Title order={3}>{title}</Title>
      {text !== undefined && (
        <Text size="sm" c="dimmed" maw={380}>
          {text}
        </Text>
      )}
      {children !== undefined && (
        <Group mt={6} justify="center">
          {children}
        </Group>
      )}
    </Stack>
  );
}
