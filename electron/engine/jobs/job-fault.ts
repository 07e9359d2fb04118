import { FaultError, type Fault } from '../../contract/outcome.ts';

/** What an exception that ended a job means to a person; null where nobody foresaw it. */
export function foreseenFault(error: unknown): Fault | null {
  if (error instanceof FaultError) {
    return error.fault;
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE' || code === 'ENOSPC') {
    const message =
      'The disk that holds the library is full. Free some space and resume; what was finished before is kept.';
    return { code: 'disk-full', message, detail: String(error) };
  }
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') {
    return { code: 'not-found', message: 'What this job worked on was removed from the library meanwhile.' };
  }
  return null;
}
