import { FaultError, type Fault } from '../../contract/outcome.ts';
import type { FileResult } from './file-task.ts';

/** What a source that cannot be used means for the person. */
export function sourceFault(result: Extract<FileResult, { trouble: 'changed' | 'missing' | 'unreadable' }>): Fault {
  const { path, detail } = result;
  switch (result.trouble) {
    case 'changed':
      return {
        code: 'file-changed',
        message: `${path} has changed since it was scanned, so its score may be wrong. Rescan its source and score it again, or leave out what is missing.`,
      };
    case 'missing':
      return {
        code: 'file-missing',
        message: `${path} is not there any more. Connect its disk or card and rescan its source, or leave out what is missing.`,
        detail,
      };
    case 'unreadable':
      return { code: 'file-unreadable', message: `${path} cannot be read. Check its disk or card.`, detail };
  }
}

/** A file-system error that another thread met, as if it had been met here. */
class DestinationError extends Error {
  readonly code: string;
  readonly path: string;

  constructor({ code, message, path }: Extract<FileResult, { trouble: 'destination' }>['error']) {
    super(message);
    this.code = code;
    this.path = path;
  }
}

/** The error that a result stands for: a FaultError for the source, a file-system error for the destination. */
export function errorOf(result: Extract<FileResult, { ok: false }>): Error {
  switch (result.trouble) {
    case 'destination':
      return new DestinationError(result.error);
    case 'stopped':
      return new DOMException('Stopped', 'AbortError');
    case 'changed':
    case 'missing':
    case 'unreadable':
      return new FaultError(sourceFault(result));
  }
}
