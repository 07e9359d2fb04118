import { dirname } from 'node:path';
import { dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';
import type { Memory } from './remembered.ts';

export interface Dialogs {
  /** The chosen folder, null where the person cancelled. */
  pickFolder(title: string): Promise<string | null>;
  /** The chosen ONNX file, null where the person cancelled. */
  pickModel(): Promise<string | null>;
}

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
    pickModel: async () => {
      const path = await open(window(), {
        title: 'Choose a model',
        properties: ['openFile'],
        filters: [{ name: 'ONNX models', extensions: ['onnx'] }],
        ...startingAt(memory.read().modelFolder),
      });
      if (path !== null) {
        memory.remember({ modelFolder: dirname(path) });
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
