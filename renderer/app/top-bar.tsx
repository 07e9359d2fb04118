import { ActionIcon, Button, Group, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconEyeOff, IconKeyboard, IconMoon, IconSearch, IconSun, IconUser } from '@tabler/icons-react';
import { useQuery } from '../api/use-query.ts';
import { Keys } from '../components/small-parts.tsx';
import iconUrl from '../icon.svg';
import { useSettings } from '../state/settings.ts';
import { useWorkspace, type Screen } from '../state/workspace.ts';
import styles from './layout.module.css';

const screens: readonly { readonly id: Screen; readonly label: string }[] = [
  { id: 'review', label: 'Review' },
  { id: 'export', label: 'Export' },
  { id: 'sweep', label: 'Sweep' },
  { id: 'results', label: 'Results' },
];

export function TopBar() {
  const summary = useQuery('library/summary', {}).data;
  return (
    <header className={styles['topBar']}>
      <div className={styles['brand']}>
        <img src={iconUrl} alt="" />
        Earmark
      </div>
      {summary !== undefined && (
        <span className={styles['library']} title={summary.path}>
          {summary.name}
        </span>
      )}
      <ScreenTabs />
      <div className={styles['spacer']} />
      <BlindBadge />
      <TopActions reviewer={summary?.reviewer ?? ''} />
    </header>
  );
}

function ScreenTabs() {
  const screen = useWorkspace((state) => state.screen);
  const goTo = useWorkspace((state) => state.goTo);
  return (
    <nav className={styles['tabs']} aria-label="Screens">
      {screens.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          className={styles['tab']}
          aria-current={screen === id ? 'page' : undefined}
          onClick={() => {
            goTo(id);
          }}
        >
          {label}
        </button>
      ))}
    </nav>
  );
}

function BlindBadge() {
  const blind = useSettings((state) => state.blind);
  return blind ? (
    <span className={styles['blind']}>
      <IconEyeOff size={14} aria-hidden /> Blind: confidence hidden
    </span>
  ) : null;
}

function TopActions({ reviewer }: { readonly reviewer: string }) {
  const open = useWorkspace((state) => state.open);
  return (
    <Group gap={6} wrap="nowrap">
      <Button
        variant="default"
        leftSection={<IconSearch size={14} />}
        rightSection={<Keys combination="mod+k" />}
        onClick={spotlight.open}
      >
        Commands
      </Button>
      <Tooltip label="Who is listening: this name is stored with every finding">
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconUser size={14} />}
          onClick={() => {
            open({ kind: 'reviewer' });
          }}
        >
          {reviewer === '' ? 'Reviewer' : reviewer}
        </Button>
      </Tooltip>
      <Tooltip label="Keys">
        <ActionIcon
          aria-label="Show the keys"
          onClick={() => {
            open({ kind: 'keys' });
          }}
        >
          <IconKeyboard size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <SchemeToggle />
    </Group>
  );
}

function SchemeToggle() {
  const scheme = useComputedColorScheme('dark');
  const { setColorScheme } = useMantineColorScheme();
  const other = scheme === 'dark' ? 'light' : 'dark';
  return (
    <Tooltip label={`Use the ${other} scheme`}>
      <ActionIcon
        aria-label={`Use the ${other} scheme`}
        onClick={() => {
          setColorScheme(other);
        }}
      >
        {scheme === 'dark' ? <IconSun size={18} stroke={1.6} /> : <IconMoon size={18} stroke={1.6} />}
      </ActionIcon>
    </Tooltip>
  );
}
