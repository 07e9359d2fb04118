import { knownFacts, noteOfText } from './fact-text.ts';
import { id3Frames } from './id3-frames.ts';
import type { MetadataReader } from './metadata-reader.ts';
import { timeOrDayOfText } from './timestamps.ts';

export const id3Kinds: readonly string[] = ['ID3', 'ID3 ', 'id3 '];

/** ID3 tags of MP3 files and of WAV files that were edited: often the day of the edit, so they are trusted least. */
export const id3Reader: MetadataReader = {
  id: 'id3',
  label: 'ID3 tag',
  kinds: id3Kinds,
  timeTrust: { withOffset: 10, without: 10 },
  read(source) {
    const frames = id3Frames(id3Kinds.flatMap((kind) => source.blocks(kind)));
    if (frames.size === 0) {
      return null;
    }
    const title = frames.get('TIT2');
    const artist = frames.get('TPE1');
    return {
      recordedAt: timeOrDayOfText(frames.get('TDRC') ?? oldTime(frames)),
      facts: knownFacts({ note: noteOfText(frames.get('COMM')), software: frames.get('TENC') ?? frames.get('TSSE') }),
      others: { ...(title === undefined ? {} : { Title: title }), ...(artist === undefined ? {} : { Artist: artist }) },
    };
  },
};

/** Year, DDMM and HHMM of version 2.3. */
function oldTime(frames: ReadonlyMap<string, string>): string {
  const day = /^(\d\d)(\d\d)$/.exec(frames.get('TDAT') ?? '');
  const time = /^(\d\d)(\d\d)$/.exec(frames.get('TIME') ?? '');
  const date = day === null ? '' : `${frames.get('TYER') ?? ''}-${day[2]}-${day[1]}`;
  return time === null ? date : `${date}T${time[1]}:${time[2]}`;
}
