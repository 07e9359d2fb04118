import { dirname } from 'node:path';
import { dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';
import { fileKinds, type FileKind } from '../contract/shell.ts';
import type { Memory, Remembered } from './remembered.ts';

export interface Dialogs {
  /** The chosen folder, null where the person cancelled. */
  pickFolder(title: string): Promise<string | null>;
  /** The chosen file, null where the person cancelled. `near`: the folder to begin in; null: where the last one was. */
  pickFile(kind: FileKind, near: string | null): Promise<string | null>;
}

/** Labels lie with their model; everything else lies with the study. */
const places: Readonly<Record<FileKind, keyof Remembered>> = {
  model: 'modelFolder',
  labels: 'modelFolder',
  training: 'trainingFolder',
  scores: 'trainingFolder',
  sweep: 'trainingFolder',
};

/** The system's dialogs. Each starts where the last one ended: Electron would always start in Downloads. */
export function createDialogs(window: () => BrowserWindow | null, memory: Memory): Dialogs {
  return {
    pickFolder: async (title) => {
      const start = memory.read().folder;
      const path = await open(window(), { title, properties: ['openDirectory'], ...startingAt(start) });
      if (path !== null) {
        // The parent: the next card or site usually lies beside this one.
        memory.remember({ folder: dirname(path) });
      }
      return path;
    },
    pickFile: async (kind, near) => {
      const { title, name, extensions } = fileKinds[kind];
      const place = places[kind];
      const path = await open(window(), {
        title,
        properties: ['openFile'],
        filters: [
          { name, extensions: [...extensions] },
          { name: 'All files', extensions: ['*'] },
        ],
        ...startingAt(near ?? memory.read()[place]),
      });
      if (path !== null) {
        memory.remember({ [place]: dirname(path) });
      }
      return path;
    },
  };
}

function startingAt(folder: string | undefined): Pick<OpenDialogOptions, 'defaultPath'> {
  return folder === undefined ? {} : { defaultPath: folder };
}

async function open(window: BrowserWindow | null, options: OpenDialogOptions): Promise<string | null> {
  const result = await (window === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options));
  return result.canceled ? null : (result.filePaths[0] ?? null);
}
