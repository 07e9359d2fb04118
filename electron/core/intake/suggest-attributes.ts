import type { FolderInspection } from '../../contract/sources.ts';
import { recorderOfFileName } from './metadata/file-name.ts';

type Suggestion = Pick<FolderInspection, 'suggestedRole' | 'suggestedQuality' | 'suggestedRecorder'>;
type Role = Suggestion['suggestedRole'];
type Quality = NonNullable<Suggestion['suggestedQuality']>;

/** Nearly all names must agree; a few strangers on a card do not change what it is. */
const agreeingShare = 0.9;
/** The study's naming: {positive|negative}_{quality}_{call type}_{recorder}_{site}_{time}. */
const studyName = /^(positive|negative)_(?:(high|medium|low)_)?(?:(?:grunt|growl|both|[a-z]+)_)?(\d{1,3})_/i;
const numberedRecorder = /\b(?:recorder|rec|unit|device|logger)[ _-]?0*(\d{1,4})\b/i;
const namedRecorder = /\b((?:moth|audiomoth|am|sm\d?|swift|aru|bar)[ _-]?\d{1,6})\b/i;

/** What folder and file names say about a source; unlabelled where they say nothing. Only a suggestion: the person decides. */
export function suggestAttributes(folderName: string, fileNames: readonly string[]): Suggestion {
  const role = agreed(fileNames, roleOfName) ?? roleOfWords(wordsOf(folderName));
  const quality = agreed(fileNames, qualityOfName) ?? qualityOfWords(wordsOf(folderName));
  return {
    suggestedRole: role ?? 'unlabelled',
    suggestedQuality: quality,
    suggestedRecorder: agreed(fileNames, recorderOfName) ?? recorderOfFolder(folderName),
  };
}

/** The value on which nearly all names agree. */
function agreed<Value>(names: readonly string[], read: (name: string) => Value | null): Value | null {
  const counts = new Map<Value, number>();
  for (const name of names) {
    const value = read(name);
    if (value !== null) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  const [best] = [...counts].toSorted(([, one], [, other]) => other - one);
  return best !== undefined && best[1] >= names.length * agreeingShare ? best[0] : null;
}

function roleOfName(name: string): Role | null {
  return roleOfWords(wordsOf(name).slice(0, 1));
}

function qualityOfName(name: string): Quality | null {
  const quality = /^(?:positive|negative)_(high|medium|low)_/i.exec(name)?.[1];
  return quality === undefined ? null : qualityOfWords([quality.toLowerCase()]);
}

function recorderOfName(name: string): string | null {
  return studyName.exec(name)?.[3] ?? recorderOfFileName(name) ?? null;
}

function recorderOfFolder(name: string): string | null {
  const spaced = name.replaceAll('_', ' ');
  return numberedRecorder.exec(spaced)?.[1] ?? namedRecorder.exec(spaced)?.[1] ?? null;
}

function roleOfWords(words: readonly string[]): Role | null {
  const isNegative = words.some((word) => /^(?:hard)?neg(?:ative)?s?$|^noise$|^background$/.test(word));
  const isPositive = words.some((word) => /^pos(?:itive)?s?$/.test(word));
  return isNegative === isPositive ? null : isNegative ? 'negative' : 'positive';
}

function qualityOfWords(words: readonly string[]): Quality | null {
  const qualities = (['high', 'medium', 'low'] as const).filter((quality) => words.includes(quality));
  const [only] = qualities;
  return qualities.length === 1 && only !== undefined ? only : null;
}

/** Words in lower case; `hardNeg_conf` and `LowQuality` are split at the capital too. */
function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}
