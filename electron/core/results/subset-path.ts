/** The separators that a backslash became where a path was written without doubling it, as in `'AudioData\bestLow'`. */
const swallowedLetters: Readonly<Record<string, string>> = {
  '\u0007': '/a',
  '\b': '/b',
  '\f': '/f',
  '\n': '/n',
  '\r': '/r',
  '\t': '/t',
  '\v': '/v',
};

/**
 * A subset's folder, equal for equal folders: slashes forward, the part up to `AudioData` left out as the trainer
 * leaves it out, and the study's misspelling `hardnet` read as `hardneg`.
 */
export function normalSubsetPath(path: string): string {
  return forward(path)
    .replace(/^\.\//u, '')
    .replace(/^(?:.*\/)?AudioData\//u, '')
    .replaceAll('hardnet', 'hardneg');
}

/** The folder's own name in the spelling of the path. */
export function writtenName(path: string): string {
  return subsetName(forward(path));
}

function forward(path: string): string {
  return path
    .replace(/[\u0007\b\f\n\r\t\v]/gu, (character) => swallowedLetters[character] ?? character)
    .replace(/[\\/]+/gu, '/')
    .replace(/\/$/u, '');
}

/** The folder's own name, as people call the subset. */
export function subsetName(normalPath: string): string {
  return normalPath.slice(normalPath.lastIndexOf('/') + 1);
}

const sizes = ['none', 'small', 'medium', 'large', 'xl', 'top50'];
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Nothing first, then by size and by number: none, small, medium, large, top50; 50, 85, 99. */
export function compareSubsetNames(left: string, right: string): number {
  const place = (name: string): number => {
    const index = sizes.indexOf(name.toLowerCase());
    return index === -1 ? sizes.length : index;
  };
  return place(left) - place(right) || collator.compare(left, right);
}

/** Whether a negative subset's name says that it begins at a confidence of 0.50. */
export function isHalfTier(name: string): boolean {
  return /(?:^|[^0-9.])(?:0[._]?)?50$/u.test(name);
}
