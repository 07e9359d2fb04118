const perFile = [
  /^(.+)\.BirdNET\.(?:results(?:\.kaleidoscope)?|selection\.table)\.(?:csv|txt)$/iu,
  /^(.+)\.Table\.\d+\.selections?\.txt$/iu,
  /^(.+)\.selections?\.txt$/iu,
];

/** `A/x.BirdNET.results.csv` is about `A/x.wav`, or whatever its ending is; null for tables of many files. */
export function fileOfTable(relativePath: string): string | null {
  const parts = relativePath.split(/[\\/]/u);
  const name = parts.pop() ?? '';
  const stem = perFile.map((pattern) => pattern.exec(name)?.[1]).find((found) => found !== undefined);
  return stem === undefined ? null : [...parts, stem].join('/');
}
