/** The folder that a file lies in, by its path on whatever system; null where the path names none. */
export function folderOf(path: string): string | null {
  const folder = /^(.*[\\/])[^\\/]+$/u.exec(path.trim())?.[1];
  if (folder === undefined) {
    return null;
  }
  // A root keeps its separator: "/" and "C:\" are folders, "C:" is not.
  return /^(?:[A-Za-z]:)?[\\/]$/u.test(folder) ? folder : folder.slice(0, -1);
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.trim().split(/[\\/]/u).at(-1) ?? path;
}
