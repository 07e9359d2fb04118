import type { ResultsExport } from '../../../electron/contract/results.ts';

const KEPT_MILLISECONDS = 60_000;

/** Hands a file over to the browser's own downloads; in Electron that is the system's dialog for saving. */
export function saveText({ fileName, mediaType, text }: ResultsExport): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${mediaType};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The download reads the address after this function has returned.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, KEPT_MILLISECONDS);
}
