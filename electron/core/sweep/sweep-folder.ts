import { hash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import { systemCode } from '../export/write-fault.ts';

/** A hidden file beside what Earmark wrote, by which it knows its own again; the study's runner reads `*.yaml` only. */
export const sweepMarkerName = '.earmark-sweep.json';

const markerSchema = z.object({ program: z.literal('earmark'), files: z.record(z.string(), z.string()) });

/** sha256 of each file, by name. */
export type WrittenFiles = Readonly<Record<string, string>>;

/** Text of a marker for these files. */
export function markerText(files: WrittenFiles): string {
  return `${JSON.stringify({ program: 'earmark', files }, null, 2)}\n`;
}

/** sha256 of a text in UTF-8, as the markers hold it. */
export function textHash(text: string): string {
  return hash('sha256', text);
}

async function read(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') {
      return null;
    }
    throw error;
  }
}

/** What the marker of a folder lists; nothing where there is no marker of ours. */
export async function writtenFiles(folder: string): Promise<WrittenFiles> {
  const text = await read(join(folder, sweepMarkerName));
  try {
    return markerSchema.parse(JSON.parse(text ?? '')).files;
  } catch {
    return {};
  }
}

async function isAsWritten(path: string, sha256: string | undefined): Promise<boolean> {
  const text = await read(path);
  return text === null || textHash(text) === sha256;
}

/**
 * Whether a sweep may be written to this folder: it is missing, empty, or holds an earlier sweep of ours that nobody
 * changed. @returns `export-not-ours` with the names in the way
 */
export async function checkSweepFolder(folder: string): Promise<Outcome<null>> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') {
      return succeed(null);
    }
    throw error;
  }
  const written = await writtenFiles(folder);
  const foreign: string[] = [];
  for (const name of names) {
    const isOurs =
      name === sweepMarkerName || (name in written && (await isAsWritten(join(folder, name), written[name])));
    if (!isOurs) {
      foreign.push(name);
    }
  }
  return foreign.length === 0
    ? succeed(null)
    : fail(
        'export-not-ours',
        `${folder} holds files that Earmark did not write or that were changed since (${foreign.slice(0, 3).join(', ')}). ` +
          'Move them away, or give the sweep another output folder.',
        foreign.slice(0, 10).join('\n'),
      );
}

/** Whether this one file may be written: it is missing, already says the same, or is ours and nobody changed it. */
export async function checkSpecificationFile(folder: string, name: string, text: string): Promise<Outcome<null>> {
  const present = await read(join(folder, name));
  const written = await writtenFiles(folder);
  return present === null || present === text || written[name] === textHash(present)
    ? succeed(null)
    : fail(
        'export-not-ours',
        `${join(folder, name)} is not Earmark's, or was changed since. Rename it, or give the sweep another output folder.`,
      );
}
