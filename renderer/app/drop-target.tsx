import { IconFolderDown } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { pathOfDropped } from '../api/connect.ts';
import { tellFault } from '../api/use-action.ts';
import { countText } from '../components/format.ts';
import styles from './layout.module.css';
import { useWorkspace } from '../state/workspace.ts';
import { foldersOf, mostTables, tablesOfFolders } from './dropped-folders.ts';
import { takeDropped, type DroppedFile } from './take-dropped.ts';

/** Takes a folder, a model or a table of results that is dropped anywhere in the window. */
export function DropTarget() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent): void => {
      if (carriesFiles(event)) {
        depth += 1;
        setOver(true);
      }
    };
    const leave = (): void => {
      depth = Math.max(0, depth - 1);
      setOver(depth > 0);
    };
    const allow = (event: DragEvent): void => {
      event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      depth = 0;
      setOver(false);
      receive(event.dataTransfer);
    };
    const listeners = { dragenter: enter, dragleave: leave, dragover: allow, drop } as const;
    const entries = Object.entries(listeners) as [string, EventListener][];
    entries.forEach(([name, listener]) => {
      window.addEventListener(name, listener);
    });
    return () => {
      entries.forEach(([name, listener]) => {
        window.removeEventListener(name, listener);
      });
    };
  }, []);
  return over ? (
    <div className={styles['drop']}>
      <div className={styles['dropCard']}>
        <IconFolderDown size={40} stroke={1.4} color="var(--em-accent)" aria-hidden />
        Drop the folder to add it as a source
        <span className="dim" style={{ fontSize: 13 }}>
          an ONNX file with its labels to add a model, or a CSV of training results or of scores. Nothing is changed or
          moved.
        </span>
      </div>
    </div>
  ) : null;
}

/** What the browser hands over of the files of a drop. */
function receive(transfer: DataTransfer | null): void {
  const files = [...(transfer?.files ?? [])].map((file) => droppedFile(file, file.name));
  const { dialog } = useWorkspace.getState();
  const isForTables = dialog?.kind === 'import-scores' && files.every(({ path }) => path === null);
  // Entries are gone once the event is over.
  const folders = isForTables && transfer !== null ? foldersOf(transfer) : [];
  void (folders.length === 0 ? takeDropped(files) : takeTablesBelow(folders));
}

function droppedFile(file: File, name: string): DroppedFile {
  return { name, size: file.size, path: pathOfDropped(file), text: () => file.text(), file };
}

async function takeTablesBelow(folders: readonly FileSystemDirectoryEntry[]): Promise<void> {
  const found = await tablesOfFolders(folders);
  if (found === null) {
    const message = `There are more than ${countText(mostTables)} tables in what was dropped, and none was taken. Give the path of their folder instead.`;
    tellFault({ code: 'invalid-input', message });
    return;
  }
  await takeDropped(found.map(({ file, name }) => droppedFile(file, name)));
}
