import { knownFacts, noteOfText } from './fact-text.ts';
import type { MetadataReader } from './metadata-reader.ts';
import { infoEntries } from './riff-info.ts';
import { timeOrDayOfText } from './timestamps.ts';

const names: Readonly<Record<string, string>> = { INAM: 'Title', IART: 'Artist', IENG: 'Engineer', IPRD: 'Product' };

/** LIST INFO of WAV files. Its date is when the file was made, which an editor may have done: trusted after the name. */
export const infoListReader: MetadataReader = {
  id: 'info',
  label: 'WAV info list',
  kinds: ['LIST'],
  timeTrust: { withOffset: 9, without: 9 },
  read(source) {
    const entries = infoEntries(source.blocks('LIST'));
    if (entries.size === 0) {
      return null;
    }
    const others = Object.entries(names).flatMap(([id, name]) => {
      const text = entries.get(id);
      return text === undefined || text.startsWith('AudioMoth ') ? [] : [[name, text] as const];
    });
    return {
      recordedAt: timeOrDayOfText(entries.get('ICRD') ?? ''),
      facts: knownFacts({ note: noteOfText(entries.get('ICMT')), software: entries.get('ISFT') }),
      others: Object.fromEntries(others),
    };
  },
};
