import { uint64At } from '../../audio/formats/riff-chunks.ts';
import { knownFacts, textOfBytes } from './fact-text.ts';
import type { MetadataReader } from './metadata-reader.ts';
import { timeOrDayOfText } from './timestamps.ts';

type Field = 'description' | 'originator' | 'reference' | 'date' | 'time';

/** Where the fields of a `bext` chunk lie (EBU Tech 3285). */
const fields: Readonly<Record<Field, readonly [number, number]>> = {
  description: [0, 256],
  originator: [256, 32],
  reference: [288, 32],
  date: [320, 10],
  time: [330, 8],
};
const timeReferenceOffset = 338;

/** The `bext` chunk of broadcast WAV files, which hand recorders write; its time is the recorder's wall clock. */
export const broadcastWaveReader: MetadataReader = {
  id: 'bext',
  label: 'Broadcast WAV header',
  kinds: ['bext'],
  timeTrust: { withOffset: 6, without: 6 },
  read(source) {
    const [block] = source.blocks('bext');
    if (block === undefined || block.length < timeReferenceOffset) {
      return null;
    }
    const text = (name: Field): string => fieldText(block, ...fields[name]);
    const reference = block.length >= timeReferenceOffset + 8 ? uint64At(block, timeReferenceOffset) : 0;
    return {
      recordedAt: timeOrDayOfText(`${text('date')} ${text('time')}`),
      facts: knownFacts({ make: text('originator'), note: text('description') }),
      others: {
        ...(text('reference') === '' ? {} : { OriginatorReference: text('reference') }),
        ...(reference === 0 || reference > Number.MAX_SAFE_INTEGER ? {} : { TimeReference: `${reference} samples` }),
      },
    };
  },
};

/** Text up to the first NUL; '' where some program left its memory in the field. */
function fieldText(block: Uint8Array, from: number, length: number): string {
  const bytes = block.subarray(from, from + length);
  const end = bytes.indexOf(0);
  const text = textOfBytes(end === -1 ? bytes : bytes.subarray(0, end)).trim();
  return /[\p{Cc}\uFFFD]/u.test(text.replaceAll(/[\r\n\t]/g, ' ')) ? '' : text;
}
