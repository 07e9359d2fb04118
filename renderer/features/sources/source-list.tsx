import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useShallow } from 'zustand/shallow';
import type { Source } from '../../../electron/contract/sources.ts';
import { useAction } from '../../api/use-action.ts';
import { useQuery } from '../../api/use-query.ts';
import { countOf, countText, durationText } from '../../components/format.ts';
import { RoleBadge } from '../../components/small-parts.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import styles from './left-panel.module.css';
import { copiesWords } from './source-words.ts';

export function SourceList() {
  const sources = useQuery('source/list', {}).data ?? [];
  const { sourceId, showSource } = useWorkspace(
    useShallow((state) => ({ sourceId: state.unreadableOf ?? state.sourceId, showSource: state.showSource })),
  );
  if (sources.length === 0) {
    return <div className={styles['empty']}>No folders yet.</div>;
  }
  const total = sources.reduce((sum, source) => sum + source.recordingCount, 0);
  return (
    <>
      {sources.length > 1 && (
        <button
          type="button"
          className={styles['item']}
          aria-current={sourceId === null}
          onClick={() => {
            showSource(null);
          }}
        >
          <span className={styles['line']}>
            <span className={styles['title']}>All sources</span>
            <span className="numeric dim">{countText(total)}</span>
          </span>
        </button>
      )}
      {sources.map((source) => (
        <SourceItem key={source.id} source={source} current={sourceId === source.id || sources.length === 1} />
      ))}
    </>
  );
}

function SourceItem({ source, current }: { readonly source: Source; readonly current: boolean }) {
  const showSource = useWorkspace((state) => state.showSource);
  const sources = useQuery('source/list', {}).data ?? [];
  const copies = copiesWords(source.id, useQuery('copies/summary', {}).data, sources);
  return (
    <div className={styles['row']}>
      <button
        type="button"
        className={styles['item']}
        aria-current={current}
        title={source.path}
        onClick={() => {
          showSource(source.id);
        }}
      >
        <span className={styles['line']}>
          <span className={styles['title']}>{source.name}</span>
          <span className="numeric dim">{countText(source.recordingCount)}</span>
        </span>
        <span className={styles['facts']}>
          <RoleBadge role={source.role} />
          {source.quality !== null && <span>{source.quality} quality</span>}
          {source.channel !== null && (
            <span title="Of several channels only this one is scored, heard and exported">
              {`channel ${source.channel}`}
            </span>
          )}
          {source.durationSeconds > 0 && <span>{durationText(source.durationSeconds)}</span>}
          {!source.online && (
            <span className={styles['offline']} title={`${source.path} is not there now. Nothing is lost.`}>
              Not connected
            </span>
          )}
          {copies !== null && <span title={copies.whole}>{copies.short}</span>}
        </span>
      </button>
      <SourceMenu source={source} />
      {source.failedCount > 0 && <FailedLine source={source} />}
    </div>
  );
}

function FailedLine({ source }: { readonly source: Source }) {
  const showUnreadable = useWorkspace((state) => state.showUnreadable);
  return (
    <div className={styles['failedLine']}>
      <button
        type="button"
        className={styles['failed']}
        onClick={() => {
          showUnreadable(source.id);
        }}
      >
        {failedWords(source)}
      </button>
    </div>
  );
}

/** "3 files cannot be read, 2 missing". */
function failedWords({ failedCount, missingCount }: Source): string {
  const unreadable = failedCount - missingCount;
  const parts = [
    unreadable === 0 ? null : `${countOf(unreadable, 'file')} cannot be read`,
    missingCount === 0
      ? null
      : unreadable === 0
        ? `${countOf(missingCount, 'file')} missing`
        : `${missingCount} missing`,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

function SourceMenu({ source }: { readonly source: Source }) {
  const { open, showSource } = useWorkspace.getState();
  const rescan = useAction('source/rescan');
  const remove = useAction('source/remove');
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon size="sm" className={styles['more'] ?? ''} aria-label={`More for ${source.name}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          onClick={() => {
            open({ kind: 'score', sourceIds: [source.id] });
          }}
        >
          Score with a model…
        </Menu.Item>
        <Menu.Item
          onClick={() => {
            open({ kind: 'edit-source', sourceId: source.id });
          }}
        >
          Role, quality, site…
        </Menu.Item>
        <Menu.Item
          onClick={() => {
            void rescan.run({ sourceId: source.id });
          }}
        >
          Look for new files
        </Menu.Item>
        <Menu.Item
          onClick={() => {
            open({ kind: 'relink', sourceId: source.id, path: null });
          }}
        >
          Its folder was moved…
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          color="red"
          onClick={() => {
            showSource(null);
            void remove.run({ sourceId: source.id });
          }}
        >
          Take out of the library (files stay)
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
