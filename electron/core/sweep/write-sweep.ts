import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { succeed, type Outcome } from '../../contract/outcome.ts';
import type { SweepSpecification, SweepWritten } from '../../contract/sweeps.ts';
import {
  clearDeadStaging,
  createStaging,
  discardStaging,
  swapIn,
  writeDurably,
  type StagedEntry,
  type Staging,
} from '../export/staging.ts';
import { writeFault } from '../export/write-fault.ts';
import { expandSweep } from './expand-sweep.ts';
import { withFolderStyle, type FolderStyle } from './folder-style.ts';
import {
  checkSpecificationFile,
  checkSweepFolder,
  markerText,
  sweepMarkerName,
  textHash,
  writtenFiles,
} from './sweep-folder.ts';
import { documentYaml, specificationYaml } from './yaml.ts';

interface SweepToWrite {
  readonly folder: string;
  readonly specificationFolder: string;
  readonly specificationName: string;
  readonly specificationText: string;
  /** `base.yaml` and one file an experiment, by name. */
  readonly texts: Readonly<Record<string, string>>;
}

/** The study keeps a specification under the name of the folder that it fills, so two sweeps of a stage do not meet. */
function specificationName(names: readonly string[]): string {
  return `${names.at(-1) ?? 'sweep'}.yaml`;
}

function prepare(root: string, specification: SweepSpecification): Outcome<SweepToWrite> {
  const expanded = expandSweep(specification);
  if (!expanded.ok) {
    return expanded;
  }
  const { base, experiments } = expanded.value;
  const names = specification.out_dir.split(/[\\/]/u).filter((name) => name !== '' && name !== '.');
  return succeed({
    folder: join(root, ...names),
    specificationFolder: join(root, 'config', 'sweep_specs'),
    specificationName: specificationName(names),
    specificationText: specificationYaml(specification),
    texts: {
      'base.yaml': documentYaml(base),
      ...Object.fromEntries(experiments.map(({ name, document }) => [`${name}.yaml`, documentYaml(document)])),
    },
  });
}

async function stageSweep(staging: Staging, sweep: SweepToWrite): Promise<string> {
  const staged = join(staging.path, 'sweep');
  await mkdir(staged);
  const hashes: Record<string, string> = {};
  for (const [name, text] of Object.entries(sweep.texts)) {
    await writeFile(join(staged, name), text);
    hashes[name] = textHash(text);
  }
  await writeDurably(join(staged, sweepMarkerName), markerText(hashes));
  return staged;
}

/** The specification lies beside others, so it goes in as one file and is noted in the marker of its folder. */
async function stageSpecification(staging: Staging, sweep: SweepToWrite): Promise<StagedEntry[]> {
  const { specificationFolder: folder, specificationName: name, specificationText: text } = sweep;
  const noted = { ...(await writtenFiles(folder)), [name]: textHash(text) };
  const stagedText = join(staging.path, 'specification.yaml');
  const stagedMarker = join(staging.path, 'specification-marker.json');
  await writeDurably(stagedText, text);
  await writeDurably(stagedMarker, markerText(noted));
  return [
    { staged: stagedText, destination: join(folder, name) },
    { staged: stagedMarker, destination: join(folder, sweepMarkerName) },
  ];
}

async function refusal(folder: string, sweep: SweepToWrite): Promise<Outcome<null>> {
  const folderCheck = await checkSweepFolder(folder);
  return folderCheck.ok
    ? checkSpecificationFile(sweep.specificationFolder, sweep.specificationName, sweep.specificationText)
    : folderCheck;
}

async function writePrepared(root: string, sweep: SweepToWrite): Promise<Outcome<SweepWritten>> {
  const allowed = await refusal(sweep.folder, sweep);
  if (!allowed.ok) {
    return allowed;
  }
  await clearDeadStaging(root);
  const staging = await createStaging(root);
  try {
    const staged = await stageSweep(staging, sweep);
    const specification = await stageSpecification(staging, sweep);
    await swapIn(staging, [{ staged, destination: sweep.folder }, ...specification]);
  } finally {
    await discardStaging(staging);
  }
  const names = Object.keys(sweep.texts);
  return succeed({
    warnings: [],
    specificationPath: join(sweep.specificationFolder, sweep.specificationName),
    folder: sweep.folder,
    experimentCount: names.length - 1,
    files: names,
  });
}

/**
 * Writes `<root>/<out_dir>/base.yaml`, one file an experiment, and the specification as
 * `<root>/config/sweep_specs/<name>.yaml`, named like the folder. The folder is made ready beside and renamed in whole;
 * an earlier sweep of ours that nobody changed is replaced, anything else is refused with `export-not-ours`.
 */
export async function writeSweep(
  root: string,
  specification: SweepSpecification,
  style: FolderStyle,
): Promise<Outcome<SweepWritten>> {
  const prepared = prepare(root, withFolderStyle(specification, style));
  if (!prepared.ok) {
    return prepared;
  }
  try {
    return await writePrepared(root, prepared.value);
  } catch (error) {
    return { ok: false, fault: writeFault(error, root) };
  }
}
