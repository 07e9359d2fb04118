import { Button, Group, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { IconCornerLeftUp, IconFileText, IconFileVector, IconFolder } from '@tabler/icons-react';
import { useState } from 'react';
import { fileKinds, isOfKind, type FileKind, type FolderListing } from '../../../electron/contract/shell.ts';
import { useLastingQuery } from '../../api/use-query.ts';
import { countOf } from '../../components/format.ts';
import { EmptyNotice, FaultNotice } from '../../components/notices.tsx';
import styles from './folder-browser.module.css';

interface FolderBrowserProps {
  /** Where to begin; null: the host's own choice. */
  readonly start: string | null;
  /** What is looked for: folders (of recordings, or for an export) or files of a kind. */
  readonly wanted: 'folder' | FileKind;
  readonly chooseLabel: string;
  /** Name of what was dropped and whose place the browser did not tell. */
  readonly hint?: string | null;
  readonly onChoose: (path: string) => void;
}

/** Folders of the machine on which Earmark runs, for hosts without a dialog of their own. */
export function FolderBrowser({ start, wanted, chooseLabel, hint, onChoose }: FolderBrowserProps) {
  const [path, setPath] = useState(start);
  const listing = useLastingQuery('shell/list-folder', { path, kind: wanted === 'folder' ? null : wanted });
  const go = (typed: string): void => {
    // A file's whole path, pasted: nothing is left to browse for.
    if (wanted !== 'folder' && isOfKind(typed.trim(), wanted)) {
      onChoose(typed.trim());
    } else {
      setPath(typed);
    }
  };
  return (
    <Stack gap={10}>
      <PathField value={listing.data?.path ?? path ?? ''} onGo={go} />
      {listing.fault !== null && <FaultNotice fault={listing.fault} />}
      {listing.data !== undefined && (
        <div className={styles['columns']}>
          <Places listing={listing.data} onGo={setPath} />
          <Entries listing={listing.data} wanted={wanted} hint={hint ?? null} onGo={setPath} onChoose={onChoose} />
        </div>
      )}
      {wanted === 'folder' && listing.data !== undefined && (
        <ChooseLine listing={listing.data} label={chooseLabel} onChoose={onChoose} />
      )}
    </Stack>
  );
}

function PathField({ value, onGo }: { readonly value: string; readonly onGo: (path: string) => void }) {
  // What is being typed stays, also when a listing comes in meanwhile.
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        onGo(typed ?? value);
        setTyped(null);
      }}
    >
      <Group gap={6} wrap="nowrap">
        <TextInput
          flex={1}
          aria-label="Path"
          value={typed ?? value}
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
          }}
        />
        <Button type="submit" variant="default">
          Go
        </Button>
      </Group>
    </form>
  );
}

interface PlacesProps {
  readonly listing: FolderListing;
  readonly onGo: (path: string) => void;
}

function Places({ listing, onGo }: PlacesProps) {
  return (
    <div className={styles['places']} role="group" aria-label="Places">
      {listing.places.map((place) => (
        <button
          key={place.path}
          type="button"
          className={styles['entry']}
          aria-current={place.path === listing.path}
          title={place.path}
          onClick={() => {
            onGo(place.path);
          }}
        >
          <span className={styles['text']}>{place.name}</span>
        </button>
      ))}
    </div>
  );
}

interface EntriesProps extends PlacesProps {
  readonly wanted: 'folder' | FileKind;
  readonly hint: string | null;
  readonly onChoose: (path: string) => void;
}

function Entries({ listing, wanted, hint, onGo, onChoose }: EntriesProps) {
  const { parent, folders, files } = listing;
  const hinted = (name: string): string => (name === hint ? (styles['hinted'] ?? '') : '');
  const FileIcon = wanted === 'model' ? IconFileVector : IconFileText;
  return (
    <ScrollArea h={260} className={styles['entries'] ?? ''}>
      {parent !== null && (
        <button
          type="button"
          className={styles['entry']}
          onClick={() => {
            onGo(parent);
          }}
        >
          <IconCornerLeftUp size={16} className="dim" aria-hidden />
          <span className={styles['text']}>Up</span>
        </button>
      )}
      {folders.map((folder) => (
        <button
          key={folder.path}
          type="button"
          className={`${styles['entry'] ?? ''} ${hinted(folder.name)}`}
          onClick={() => {
            onGo(folder.path);
          }}
        >
          <IconFolder size={16} color="var(--em-accent)" aria-hidden />
          <span className={styles['text']}>{folder.name}</span>
        </button>
      ))}
      {files.map((file) => (
        <button
          key={file.path}
          type="button"
          className={`${styles['entry'] ?? ''} ${hinted(file.name)}`}
          onClick={() => {
            onChoose(file.path);
          }}
        >
          <FileIcon size={16} aria-hidden />
          <span className={styles['text']}>{file.name}</span>
        </button>
      ))}
      {folders.length === 0 && files.length === 0 && <EmptyNotice title={emptyTitle(wanted)} />}
    </ScrollArea>
  );
}

function emptyTitle(wanted: 'folder' | FileKind): string {
  if (wanted === 'folder') {
    return 'No folders in here';
  }
  const endings = fileKinds[wanted].extensions.map((extension) => `.${extension}`).join(', ');
  return `No folders and no ${endings} files in here`;
}

interface ChooseLineProps {
  readonly listing: FolderListing;
  readonly label: string;
  readonly onChoose: (path: string) => void;
}

function ChooseLine({ listing, label, onChoose }: ChooseLineProps) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm" c="dimmed">
        {listing.audioFileCount === 0
          ? 'No audio files directly in here'
          : `${countOf(listing.audioFileCount, 'audio file')} directly in here`}
      </Text>
      <Button
        onClick={() => {
          onChoose(listing.path);
        }}
      >
        {label}
      </Button>
    </Group>
  );
}
