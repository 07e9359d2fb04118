export type Folding = (text: string) => string;

/** Parts of a path with either slash, in one form of accented letters. */
export function partsOfPath(path: string): string[] {
  return path
    .normalize('NFC')
    .split(/[\\/]+/u)
    .filter((part) => part !== '' && part !== '.');
}

export function isAbsolute(path: string): boolean {
  return /^([\\/]|[a-z]:[\\/])/iu.test(path);
}

export function withoutEnding(name: string): string {
  return name.replace(/\.[^.]+$/u, '');
}

/** How many parts of two paths agree, counted from their ends. */
export function sharedEnd(left: readonly string[], right: readonly string[], fold: Folding): number {
  let shared = 0;
  while (
    shared < left.length &&
    shared < right.length &&
    fold(left[left.length - 1 - shared] ?? '') === fold(right[right.length - 1 - shared] ?? '')
  ) {
    shared += 1;
  }
  return shared;
}

/** Whether one path is the end of the other, in any case of letters, so that both may be the same file. */
export function hasSameEnd(left: readonly string[], right: readonly string[]): boolean {
  const shared = sharedEnd(left, right, (text) => text.toLowerCase());
  return shared === Math.min(left.length, right.length);
}
