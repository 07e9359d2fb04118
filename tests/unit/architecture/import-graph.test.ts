import { describe, expect, test } from 'vitest';
import {
  BROWSER_FOLDERS,
  IMPORT_RULES,
  isIn,
  mayImport,
  PACKAGE_OWNERS,
  ruleOf,
} from '../../../build/config/import-rules.ts';
import { exists, importsOf, sourceFiles, type SourceImport } from './source-imports.ts';

const imports = sourceFiles().flatMap(importsOf);
const written = ({ from, to }: SourceImport): string => `${from} imports ${to}`;
const relative = imports.filter(({ isRelative }) => isRelative);
const packages = imports.filter(({ isRelative }) => !isRelative);

describe('the import graph', () => {
  test('is read: every folder of the table has files, and every relative import leads to one', () => {
    const files = sourceFiles();
    const empty = IMPORT_RULES.filter(({ folder }) => !files.some((file) => isIn(file, folder)));
    expect(empty.map(({ folder }) => folder)).toEqual([]);
    expect(relative.filter(({ to }) => !exists(to)).map(written)).toEqual([]);
  });

  test('obeys the table: a path says what it may import', () => {
    expect(relative.filter(({ from, to }) => !mayImport(from, to)).map(written)).toEqual([]);
  });

  test('has no cycle between folders', () => {
    expect(findCycle(folderGraph())).toEqual([]);
  });

  test('keeps electron, onnxruntime and SQLite in the folders that own them', () => {
    const astray = packages.filter(({ from, to }) => {
      const owners = PACKAGE_OWNERS[packageOf(to)];
      return owners !== undefined && !owners.some((owner) => isIn(from, owner));
    });
    expect(astray.map(written)).toEqual([]);
  });

  test('gives the contract zod and nothing else', () => {
    const others = packages.filter(({ from, to }) => isIn(from, 'electron/contract') && to !== 'zod');
    expect(others.map(written)).toEqual([]);
  });

  test('keeps Node out of everything that reaches the page', () => {
    const entry = sourceFiles().filter((file) => BROWSER_FOLDERS.some((folder) => isIn(file, folder)));
    const reached = reachableFrom(entry);
    const astray = packages.filter(({ from, to, isTypeOnly }) => reached.has(from) && !isTypeOnly && isNode(to));
    expect(astray.map(written)).toEqual([]);
  });
});

describe('the reader of the import graph', () => {
  test('sees a forbidden import where there is one', () => {
    expect(mayImport('renderer/app/main.tsx', 'electron/core/review/ranking.ts')).toBe(false);
    expect(mayImport('electron/core/export/write.ts', 'native-models/runtime/onnx-backend.ts')).toBe(false);
    expect(mayImport('electron/core/review/ranking.ts', 'electron/contract/ranking.ts')).toBe(true);
  });

  test('finds a cycle where there is one', () => {
    const graph = new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['c'])],
      ['c', new Set(['a'])],
    ]);
    expect(findCycle(graph)).toEqual(['a', 'b', 'c', 'a']);
  });
});

function isNode(specifier: string): boolean {
  return specifier.startsWith('node:');
}

/** `@scope/name` or `name`, without what comes after. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function folderGraph(): ReadonlyMap<string, ReadonlySet<string>> {
  const graph = new Map<string, Set<string>>();
  for (const { from, to } of relative) {
    const source = ruleOf(from)?.folder;
    const target = ruleOf(to)?.folder;
    if (source === undefined || target === undefined || source === target) continue;
    graph.set(source, (graph.get(source) ?? new Set()).add(target));
  }
  return graph;
}

/** The folders of one cycle, the first one again at the end; empty where there is none. */
function findCycle(graph: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const done = new Set<string>();
  const walk = (node: string, trail: readonly string[]): readonly string[] => {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node];
    if (done.has(node)) return [];
    done.add(node);
    for (const next of graph.get(node) ?? []) {
      const cycle = walk(next, [...trail, node]);
      if (cycle.length > 0) return cycle;
    }
    return [];
  };
  for (const node of graph.keys()) {
    const cycle = walk(node, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

/** Every file whose code is loaded when these are: imports that carry only types load nothing. */
function reachableFrom(files: readonly string[]): ReadonlySet<string> {
  const loads = Map.groupBy(
    relative.filter(({ isTypeOnly }) => !isTypeOnly),
    ({ from }) => from,
  );
  const reached = new Set(files);
  const queue = [...files];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    for (const { to } of loads.get(file) ?? []) {
      if (reached.has(to)) continue;
      reached.add(to);
      queue.push(to);
    }
  }
  return reached;
}
