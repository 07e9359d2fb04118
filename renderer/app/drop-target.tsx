import { IconFolderDown } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { pathOfDropped } from '../api/connect.ts';
import { useWorkspace } from '../state/workspace.ts';
import styles from './layout.module.css';

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
          or an ONNX file to add it as a model, or a CSV of training results. Nothing is changed or moved.
        </span>
      </div>
    </div>
  ) : null;
}

/** A browser tells the name of what was dropped, but never where it is; the dialog then asks for the place. */
function receive(transfer: DataTransfer | null): void {
  const files = [...(transfer?.files ?? [])];
  const model = files.find(({ name }) => /\.onnx$/iu.test(name));
  if (model !== undefined) {
    const labels = files.find(({ name }) => /\.(txt|csv|tsv)$/iu.test(name));
    const labelsPath = labels === undefined ? null : pathOfDropped(labels);
    const dropped = { fileName: model.name, path: pathOfDropped(model), labelsPath };
    useWorkspace.getState().open({ kind: 'add-model', dropped });
    return;
  }
  const [file] = files;
  if (file !== undefined && /\.csv$/iu.test(file.name)) {
    useWorkspace.getState().open({ kind: 'import-results', dropped: { file, path: pathOfDropped(file) } });
    return;
  }
  if (file !== undefined) {
    useWorkspace.getState().open({ kind: 'add-source', path: pathOfDropped(file), folderName: file.name });
  }
}
