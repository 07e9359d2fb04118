import { Button, Center, Group, Stack, Text, Title } from '@mantine/core';
import { Component, type ReactNode } from 'react';

interface CrashNoticeProps {
  readonly children: ReactNode;
}

interface CrashNoticeState {
  readonly error: Error | null;
}

/** What stands in the window when drawing it has failed: nothing is lost, because nothing is kept here. */
export class CrashNotice extends Component<CrashNoticeProps, CrashNoticeState> {
  override state: CrashNoticeState = { error: null };

  static getDerivedStateFromError(error: unknown): CrashNoticeState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) {
      return this.props.children;
    }
    return (
      <Center h="100vh" p="xl">
        <Stack gap="sm" maw={520} role="alert">
          <Title order={1}>The window could not be drawn</Title>
          <Text>
            This is a fault in Earmark. Scores, decisions and running jobs are safe in the library; reload the window to
            go on.
          </Text>
          <Text size="xs" c="dimmed" ff="monospace">
            {error.message}
          </Text>
          <Group>
            <Button
              onClick={() => {
                window.location.reload();
              }}
            >
              Reload
            </Button>
          </Group>
        </Stack>
      </Center>
    );
  }
}
