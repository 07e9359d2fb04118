import { useMantineColorScheme } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { useMemo } from 'react';
import { useSettings } from '../state/settings.ts';
import { useWorkspace, type Dialog, type Screen } from '../state/workspace.ts';
import { useCommands, type Command } from './commands.ts';

/** Commands that make sense on every screen. */
export function useAppCommands(): void {
  const { toggleColorScheme } = useMantineColorScheme();
  const commands = useMemo<readonly Command[]>(
    () => [
      ...windowCommands,
      { id: 'scheme', label: 'Dark or light', group: 'Window', keys: [], run: toggleColorScheme },
      ...libraryCommands,
    ],
    [toggleColorScheme],
  );
  useCommands('app', commands);
}

function goTo(screen: Screen): () => void {
  return () => {
    useWorkspace.getState().goTo(screen);
  };
}

function open(dialog: Dialog): () => void {
  return () => {
    useWorkspace.getState().open(dialog);
  };
}

function toggleBlind(): void {
  const { blind, change } = useSettings.getState();
  change({ blind: !blind });
}

const windowCommands: readonly Command[] = [
  { id: 'palette', label: 'Commands', group: 'Window', keys: ['mod+k'], run: spotlight.open, keyOnly: true },
  { id: 'keys', label: 'Show the keys', group: 'Window', keys: ['?'], run: open({ kind: 'keys' }) },
  { id: 'review', label: 'Go to review', group: 'Window', keys: ['alt+1'], run: goTo('review') },
  { id: 'export', label: 'Go to export', group: 'Window', keys: ['alt+2'], run: goTo('export') },
  { id: 'sweep', label: 'Go to sweep', group: 'Window', keys: ['alt+3'], run: goTo('sweep') },
  { id: 'results', label: 'Go to results', group: 'Window', keys: ['alt+4'], run: goTo('results') },
];

const libraryCommands: readonly Command[] = [
  {
    id: 'add-source',
    label: 'Add a folder of recordings',
    group: 'Library',
    keys: ['mod+o'],
    run: open({ kind: 'add-source', path: null, folderName: null }),
  },
  {
    id: 'score',
    label: 'Score with a model',
    group: 'Library',
    keys: [],
    run: open({ kind: 'score', sourceIds: null }),
  },
  {
    id: 'import-scores',
    label: 'Import scores made elsewhere',
    group: 'Library',
    keys: [],
    run: open({ kind: 'import-scores', dropped: [] }),
  },
  {
    id: 'add-model',
    label: 'Add a model',
    group: 'Library',
    keys: [],
    run: open({ kind: 'add-model', dropped: null }),
  },
  { id: 'subsets', label: 'Make subsets', group: 'Library', keys: [], run: open({ kind: 'subsets' }) },
  {
    id: 'import-results',
    label: 'Import results of training',
    group: 'Library',
    keys: [],
    run: open({ kind: 'import-results', dropped: null }),
  },
  { id: 'reviewer', label: 'Change the reviewer’s name', group: 'Library', keys: [], run: open({ kind: 'reviewer' }) },
  { id: 'settings', label: 'Scoring settings', group: 'Library', keys: [], run: open({ kind: 'settings' }) },
  { id: 'blind', label: 'Blind mode: hide or show confidence', group: 'Review', keys: ['b'], run: toggleBlind },
];
