import { basename } from 'node:path';
import type { Fault } from '../../contract/outcome.ts';
import { faultOfFileError, openAudioFile, type AudioFile } from '../audio/audio-file.ts';
import type { AudioInfo, HeaderFacts, MetadataBlock } from '../audio/audio-reader.ts';
import { recogniseAudio } from '../audio/open-audio.ts';
import type { RecordingFacts } from '../../contract/recording-facts.ts';
import { metadataReaders } from './metadata/index.ts';
import { readFacts } from './metadata/merge-facts.ts';
import type { MetadataSource } from './metadata/metadata-reader.ts';
import { recordedTime } from './recorded-time.ts';

/** All that a scan wants to know of a file, read from its header, its metadata and its name. */
export interface ReadRecording extends ReadMetadata {
  /** null where the file cannot be read as audio; `fault` says why. */
  readonly info: AudioInfo | null;
  /** What the header of a file says that cannot be read as audio; null where it can, or says nothing. */
  readonly header: HeaderFacts | null;
  readonly fault: Fault | null;
}

interface ReadMetadata {
  /** ISO 8601, with an offset where the recorder states one. */
  readonly recordedAt: string | null;
  readonly recorder: string | null;
  readonly facts: RecordingFacts;
}

/** Of longer blocks (pictures, voice notes, histories of editors) the beginning is read: the facts stand before those. */
const mostBlockBytes = 1 << 18;
const wantedKinds = new Set(metadataReaders.flatMap((reader) => reader.kinds));

/** Looks at one file without reading its audio. Never throws: what is wrong with the file is in `fault`. */
export async function readRecording(absolutePath: string): Promise<ReadRecording> {
  const fileName = basename(absolutePath);
  const file = await openAudioFile(absolutePath);
  if (!file.ok) {
    return unreadable(fileName, file.fault);
  }
  try {
    const opened = await recogniseAudio(file.value);
    const blocks = opened.ok ? opened.value.metadataBlocks : (opened.metadataBlocks ?? []);
    const metadata = metadataOf(fileName, await readBlocks(file.value, blocks));
    return opened.ok
      ? { info: opened.value.info, header: null, fault: null, ...metadata }
      : { info: null, header: opened.header ?? null, fault: opened.fault, ...metadata };
  } catch (error) {
    return unreadable(fileName, faultOfFileError(error));
  } finally {
    await file.value.close().catch(() => undefined);
  }
}

/** Of such a file only the name speaks. */
function unreadable(fileName: string, fault: Fault): ReadRecording {
  return { info: null, header: null, fault, ...metadataOf(fileName, new Map()) };
}

async function readBlocks(file: AudioFile, blocks: readonly MetadataBlock[]): Promise<Map<string, Uint8Array[]>> {
  const contents = new Map<string, Uint8Array[]>();
  for (const { kind, position, length } of blocks) {
    if (wantedKinds.has(kind) && length > 0) {
      contents.set(kind, [...(contents.get(kind) ?? []), await file.peek(position, Math.min(length, mostBlockBytes))]);
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
