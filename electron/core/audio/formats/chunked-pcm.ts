import { succeed } from '../../../contract/outcome.ts';
import type { AudioFile } from '../audio-file.ts';
import type { OpenedFormat, Refusal } from '../audio-reader.ts';
import { blocksOf, walkAfter, walkToSound, type Chunk, type ChunkGrammar } from './chunk-walk.ts';
import { pcmReader } from './pcm-reader.ts';
import { headerOf, refuse, refuseIncomplete, refuseSilent } from './refusals.ts';
import type { SampleLayout } from './sample-layout.ts';
import type { SoundExtent } from './sound-extent.ts';

/** A container of chunks, one of which says how the samples of another are stored. */
export interface ChunkedContainer {
  /** What people call it. */
  readonly name: string;
  readonly firstChunk: number;
  readonly grammar: ChunkGrammar;
  /** Chunks that hold no facts about the recording. */
  readonly structural: readonly string[];
  readonly locateSamples: (file: AudioFile, sound: Chunk) => Promise<SoundExtent>;
  readonly readLayout: (
    file: AudioFile,
    chunks: readonly Chunk[],
  ) => Promise<{ ok: true; value: SampleLayout } | Refusal>;
}

/** Opens such a file; what is refused keeps its metadata, and its header where that makes sense. */
export async function openChunked(file: AudioFile, container: ChunkedContainer): Promise<OpenedFormat> {
  const { firstChunk, grammar, structural, locateSamples } = container;
  const before = await walkToSound(file, firstChunk, grammar);
  const sound = before.find(({ id }) => id === grammar.soundId);
  const extent = sound === undefined ? null : await locateSamples(file, sound);
  const after = sound !== undefined && extent?.isFollowedByChunks === true ? await walkAfter(file, sound, grammar) : [];
  const chunks = [...before, ...after];
  const opened = await openSamples(file, container, chunks, extent);
  return opened.ok ? opened : { ...opened, metadataBlocks: blocksOf(file, chunks, structural) };
}

async function openSamples(
  file: AudioFile,
  { name, grammar, structural, readLayout }: ChunkedContainer,
  chunks: readonly Chunk[],
  extent: SoundExtent | null,
): Promise<OpenedFormat> {
  const layout = await readLayout(file, chunks);
  if (!layout.ok) {
    return layout;
  }
  if (extent === null) {
    return refuse(refuseIncomplete(name, `no ${grammar.soundId} chunk`), { header: headerOf(layout.value, null) });
  }
  return extent.length < layout.value.bytesPerFrame
    ? refuseSilent(layout.value)
    : succeed(pcmReader(file, layout.value, extent, blocksOf(file, chunks, structural)));
}
