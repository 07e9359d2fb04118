import type { Position } from '../../../contract/recording-facts.ts';
import { knownFacts, numberOf, positionOf } from './fact-text.ts';
import { timeOfFileName } from './file-name-time.ts';
import type { MetadataReader, RecordingMetadata } from './metadata-reader.ts';

const serialPrefix = /^([0-9A-F]{16})_\d{8}_/i;
const namePrefix = /^([A-Z0-9][A-Z0-9-]*?)(?:_(?:0\+1|0|1)){0,2}_\d{8}[_$+]\d{6}/i;
/** What people and programs call any file, and recorders of one make all theirs. */
const anyName =
  /^(?:rec|record|recording|audio|aud|voice|sound|track|file|clip|sample|memo|take|new|noid|img|vid|video|ptt|zoom|tascam|swift|swiftone|audiomoth|data|test|copy|positive|negative)$/i;

/** `[27.2819 90.1361]` and `_27.2819 90.1361_` of Frontier Labs, and ISO 6709 `_-18.2656+144.5564`. */
const bracketedPosition =
  /[[_ ](?<latitude>[+-]?\d{1,2}\.\d+)(?: (?=[+-]?\d)|(?=[+-]))(?<longitude>[+-]?\d{1,3}\.\d+)(?:[\]_]|$)/;
const signedPosition = /[[_](?<latitude>[+-]\d{1,2}(?:\.\d+)?)(?<longitude>[+-]\d{2,3}(?:\.\d+)?)(?![\d.]*\d)/;

/** The date that recorders put into file names, in the recorder's local time unless the name says otherwise. */
export const fileNameReader: MetadataReader = {
  id: 'file-name',
  label: 'file name',
  kinds: [],
  timeTrust: { withOffset: 8, without: 8 },
  read({ fileName }): RecordingMetadata | null {
    const recordedAt = timeOfFileName(fileName);
    const serial = serialPrefix.exec(fileName)?.[1]?.toUpperCase();
    const position = positionOfFileName(fileName);
    const facts = knownFacts({ serial, recorder: recorderOfFileName(fileName), position });
    return recordedAt === null && Object.keys(facts).length === 0 ? null : { recordedAt, facts };
  },
};

/** An AudioMoth's serial number, or the name that a Song Meter was given; undefined where the name begins otherwise. */
export function recorderOfFileName(fileName: string): string | undefined {
  const prefix = serialPrefix.exec(fileName)?.[1]?.toUpperCase() ?? namePrefix.exec(fileName)?.[1];
  return prefix === undefined || anyName.test(prefix) ? undefined : prefix;
}

/** The position in a file name; undefined where it holds none. */
export function positionOfFileName(fileName: string): Position | undefined {
  const stem = fileName.replace(/\.[A-Za-z]\w*$/, '');
  const groups = (bracketedPosition.exec(stem) ?? signedPosition.exec(stem))?.groups;
  return positionOf(numberOf(groups?.['latitude']), numberOf(groups?.['longitude']));
}
