import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { InlineConfig } from 'vite';
import { electronConfigs } from '../config/electron.ts';
import { rendererConfig } from '../config/renderer.ts';
import { hashSources, isFresh, writeStamp } from './source-stamp.ts';

/** One folder of dist/, what it is made of, and the Vite builds that make it. */
interface Bundle {
  readonly folder: string;
  readonly sources: readonly string[];
  readonly configs: (root: string, outDir: string) => readonly InlineConfig[];
}

const SHARED_SOURCES = ['package-lock.json', 'build/config/**', 'electron/contract/**', 'electron/rpc/**'];

export const BUNDLES = {
  renderer: {
    folder: 'dist/renderer',
    sources: [...SHARED_SOURCES, 'renderer/**'],
    configs: (root, outDir) => [rendererConfig(root, outDir)],
  },
  electron: {
    folder: 'dist/electron',
    sources: [...SHARED_SOURCES, 'electron/**', 'db/**', 'native-models/**/*.{ts,json}'],
    configs: electronConfigs,
  },
} as const satisfies Record<string, Bundle>;

/**
 * Builds a folder of dist/ if its sources have changed since it was built.
 * It is built beside the old one and swapped in, so that nobody meets half a build.
 * @returns the seconds it took; undefined where nothing was to do
 */
export async function buildIfStale(root: string, name: keyof typeof BUNDLES): Promise<number | undefined> {
  const bundle: Bundle = BUNDLES[name];
  const folder = join(root, bundle.folder);
  const hash = hashSources(root, bundle.sources);
  if (isFresh(folder, hash)) return undefined;
  const started = performance.now();
  const aside = join(root, 'dist', `.building-${name}-${String(process.pid)}`);
  const { build } = await import('vite');
  try {
    for (const config of bundle.configs(root, aside)) await build(config);
    writeStamp(aside, hash);
    swap(aside, folder);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return (performance.now() - started) / 1000;
}

function swap(fresh: string, folder: string): void {
  mkdirSync(dirname(folder), { recursive: true });
  const old = `${fresh}-old`;
  if (existsSync(folder)) renameSync(folder, old);
  renameSync(fresh, folder);
  rmSync(old, { recursive: true, force: true });
}
