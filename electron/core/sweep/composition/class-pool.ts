import { chanceOfAny } from './hypergeometric.ts';

/** The files of one subset folder. */
export interface PoolPart {
  readonly folder: string;
  readonly names: readonly string[];
}

/** All rows of one class before anything is left out, by how often each file name occurs. */
export interface ClassPool {
  readonly base: number;
  readonly parts: readonly { readonly folder: string; readonly files: number; readonly alsoInBase: number }[];
  readonly size: number;
  /** How many names occur once, twice, …: files of one name are copied once. */
  readonly namesByRows: ReadonlyMap<number, number>;
  readonly names: ReadonlySet<string>;
}

/** The packager puts the rows of the base and of each subset folder in one pool, repeats included. */
export function classPool(baseNames: readonly string[], parts: readonly PoolPart[]): ClassPool {
  const ofBase = new Set(baseNames);
  const rows = new Map<string, number>();
  for (const name of [...baseNames, ...parts.flatMap(({ names }) => names)]) {
    rows.set(name, (rows.get(name) ?? 0) + 1);
  }
  const namesByRows = new Map<number, number>();
  for (const count of rows.values()) {
    namesByRows.set(count, (namesByRows.get(count) ?? 0) + 1);
  }
  return {
    base: baseNames.length,
    parts: parts.map(({ folder, names }) => ({
      folder,
      files: names.length,
      alsoInBase: names.filter((name) => ofBase.has(name)).length,
    })),
    size: baseNames.length + parts.reduce((sum, { names }) => sum + names.length, 0),
    namesByRows,
    names: new Set(rows.keys()),
  };
}

/** Files of the subset folders in a pool. */
export function subsetFiles({ parts }: ClassPool): number {
  return parts.reduce((sum, { files }) => sum + files, 0);
}

/** How many files reach the training folder when this many rows are drawn: later ones of a name are skipped. */
export function expectedCopies({ size, namesByRows }: ClassPool, drawn: number): number {
  let copies = 0;
  for (const [rows, names] of namesByRows) {
    copies += names * chanceOfAny({ total: size, marked: rows, drawn });
  }
  return copies;
}
