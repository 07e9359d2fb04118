/** A path in the form in which two spellings of one folder are equal: forward slashes, NFC, no slash at its end. */
function plainPath(path: string): string {
  const slashed = path
    .normalize('NFC')
    .replaceAll('\\', '/')
    .replaceAll(/\/{2,}/g, '/');
  const shortened = slashed.length > 1 ? slashed.replace(/\/$/, '') : slashed;
  // Windows does not tell case; its paths are known by their drive letter.
  return /^[a-z]:\//i.test(shortened) ? shortened.toLowerCase() : shortened;
}

const absolute = /^(?:\/|[a-z]:\/)/i;

/** A test whether a path lies in a folder: an absolute one, or a run of folder names anywhere in the path. */
export function folderTest(folder: string): (path: string) => boolean {
  const plain = plainPath(folder.trim());
  if (plain === '' || plain === '.') {
    return () => false;
  }
  if (absolute.test(plain)) {
    const start = plain === '/' ? '/' : `${plain}/`;
    return (path) => plainPath(path).startsWith(start);
  }
  const run = `/${plain.replace(/^\.\//, '').toLowerCase()}/`;
  return (path) => plainPath(path).toLowerCase().includes(run);
}
