import { join } from 'node:path';
import { buildIfStale } from '../../../build/start/bundles.ts';
import { findElectronBinary } from '../../../build/start/electron-binary.ts';

/** Builds what the specs will open, if its sources have changed. */
export default async function buildOnce(): Promise<void> {
  const root = join(import.meta.dirname, '../../..');
  await buildIfStale(root, 'renderer');
  if (findElectronBinary(root, process.env) !== undefined) await buildIfStale(root, 'electron');
}
