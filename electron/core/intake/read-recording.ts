import { basename } from 'node:path';
import type { Fault } from '../../contract/outcome.ts';
import { faultOfFileError, openAudioFile, type AudioFile } from '../audio/audio-file.ts';
import type { AudioInfo, MetadataBlock } from '../audio/audio-reader.ts';
import { openFormat } from '../audio/open-audio.ts';
import type { RecordingFacts } from '../../contract/recording-facts.ts';
import { metadataReaders } from './metadata/index.ts';
import { readFacts } from './metadata/merge-facts.ts';
import type { MetadataSource } from './metadata/metadata-reader.ts';
import { recordedTime } from './recorded-time.ts';

/** All that a scan wants to know of a file, read from its header, its metadata and its name. */
export interface ReadRecording extends ReadMetadata {
  /** null where the file cannot be read as audio; `fault` says why. */
  readonly info: AudioInfo | null;
  readonly fault: Fault | null;
}

interface ReadMetadata {
  /** ISO 8601, with an offset where the recorder states one. */
  readonly recordedAt: string | null;
  readonly recorder: string | null;
  readonly facts: RecordingFacts;
}

/** Metadata is text of a few hundred bytes; pictures and histories of editors are not read. */
const mostBlockBytes = 65536;
const wantedKinds = new Set(metadataReaders.flatMap((reader) => reader.kinds));

/** Looks at one file without reading its audio. Never throws: what is wrong with the file is in `fault`. */
export async function readRecording(absolutePath: string): Promise<ReadRecording> {
  const fileName = basename(absolutePath);
  const file = await openAudioFile(absolutePath);
  if (!file.ok) {
    return { info: null, fault: file.fault, ...metadataOf(fileName, new Map()) };
  }
  const reader = await openFormat(file.value);
  if (!reader.ok) {
    return { info: null, fault: reader.fault, ...metadataOf(fileName, new Map()) };
  }
  try {
    const blocks = await readBlocks(file.value, reader.value.metadataBlocks);
    return { info: reader.value.info, fault: null, ...metadataOf(fileName, blocks) };
  } catch (error) {
    return { info: null, fault: faultOfFileError(error), ...metadataOf(fileName, new Map()) };
  } finally {
    await reader.value.close().catch(() => undefined);
  }
}

async function readBlocks(file: AudioFile, blocks: readonly MetadataBlock[]): Promise<Map<string, Uint8Array[]>> {
  const contents = new Map<string, Uint8Array[]>();
  for (const { kind, position, length } of blocks) {
    if (wantedKinds.has(kind) && length <= mostBlockBytes) {
      contents.set(kind, [...(contents.get(kind) ?? []), await file.peek(position, length)]);
    }
  }
  return contents;
}

function metadataOf(fileName: string, blocks: ReadonlyMap<string, Uint8Array[]>): ReadMetadata {
  const source: MetadataSource = { fileName, blocks: (kind) => blocks.get(kind) ?? [] };
  const facts = readFacts(source);
  const { recordedAt } = recordedTime(facts.times, null);
  return { recordedAt, recorder: facts.values.recorder ?? null, facts };
}
