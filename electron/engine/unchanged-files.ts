import { stat } from 'node:fs/promises';

const mostRemembered = 64;

/**
 * What tells one content of a file from another without reading it: place on the disk, size, time of the last change of
 * content and of anything else about it, in nanoseconds. Null where there is no file.
 */
export async function fileVersion(path: string): Promise<string | null> {
  const status = await stat(path, { bigint: true }).catch(() => null);
  return status?.isFile() === true
    ? `${status.dev} ${status.ino} ${status.size} ${status.mtimeNs} ${status.ctimeNs}`
    : null;
}

interface Remembered<Value> {
  readonly version: string | null;
  readonly value: Promise<Value>;
}

/**
 * The same reading, but a file that has not changed since is not read again, nor twice at the same time. What is not
 * worth keeping (a fault, say) is read anew each time.
 */
export function oncePerVersion<Value>(
  read: (path: string) => Promise<Value>,
  isWorthKeeping: (value: Value) => boolean = () => true,
): (path: string) => Promise<Value> {
  const known = new Map<string, Remembered<Value>>();
  return async (path) => {
    const version = await fileVersion(path);
    const before = known.get(path);
    if (before !== undefined && before.version === version) {
      return before.value;
    }
    const fresh = { version, value: read(path) };
    known.delete(path);
    known.set(path, fresh);
    forgetOldest(known);
    let isKept = false;
    try {
      const value = await fresh.value;
      // A file that changed under the reading may have been read half and half.
      isKept = version !== null && version === (await fileVersion(path)) && isWorthKeeping(value);
      return value;
    } finally {
      if (!isKept && known.get(path) === fresh) {
        known.delete(path);
      }
    }
  };
}

function forgetOldest(known: Map<string, unknown>): void {
  const [oldest] = known.keys();
  if (known.size > mostRemembered && oldest !== undefined) {
    known.delete(oldest);
  }
}
