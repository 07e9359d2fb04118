import { FaultError, type Fault } from '../../contract/outcome.ts';
import type { ErrorCode } from '../../contract/error-codes.ts';

/** The code of a Node file-system error, for example `ENOENT`; empty where there is none. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The path that a file-system error speaks of. */
export function systemPath(error: unknown): string | null {
  return error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : null;
}

interface KnownFault {
  readonly code: ErrorCode;
  readonly message: (folder: string, path: string) => string;
}

const diskFull: KnownFault = {
  code: 'disk-full',
  message: (folder) =>
    `The disk of ${folder} is full. Nothing was changed there. Free some space or choose another folder, then try again.`,
};
const denied: KnownFault = {
  code: 'permission-denied',
  message: (folder) =>
    `Earmark may not write to ${folder}. Choose a folder of your own, or ask for permission to write there.`,
};
const notAFolder: KnownFault = {
  code: 'not-a-folder',
  message: (folder) =>
    `${folder} cannot be used as a folder: a file of that name is in the way. Choose another folder.`,
};
const tooLong: KnownFault = {
  code: 'export-failed',
  message: (folder) =>
    `A path below ${folder} is too long for this disk. Choose a folder nearer to the top of the disk.`,
};

const knownFaults: ReadonlyMap<string, KnownFault> = new Map([
  ['ENOSPC', diskFull],
  ['EDQUOT', diskFull],
  ['EACCES', denied],
  ['EPERM', denied],
  ['EROFS', denied],
  ['ENOTDIR', notAFolder],
  ['EEXIST', notAFolder],
  ['ENAMETOOLONG', tooLong],
]);

/** What a failed write below `folder` means for a person. Cancellation and faults that were thrown keep their own. */
export function writeFault(error: unknown, folder: string): Fault {
  if (error instanceof FaultError) {
    return error.fault;
  }
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && error.name === 'AbortError') {
    return { code: 'cancelled', message: 'Cancelled. Nothing was changed.' };
  }
  const known = knownFaults.get(systemCode(error));
  return known === undefined
    ? { code: 'export-failed', message: `Writing to ${folder} failed. Nothing was changed there. Try again.`, detail }
    : { code: known.code, message: known.message(folder, systemPath(error) ?? folder), detail };
}
