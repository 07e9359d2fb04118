import { qualitySchema, type Quality, type Role } from '../../../contract/identifiers.ts';

/** What stands in a name or a table where nothing is to be said: `negative_na_none_…` is a negative without a call. */
export const notSaidWords = ['na', 'nan', 'none', 'unknown', '-'] as const;
const notSaid: ReadonlySet<string> = new Set(['', 'n/a', ...notSaidWords]);
const noRole = /^unlabell?ed$/i;

export function isNotSaid(text: string): boolean {
  return notSaid.has(text.trim().toLowerCase());
}

/** The text, null where it is one of the words for nothing. */
export function saidOf(text: string | null): string | null {
  return text === null || isNotSaid(text) ? null : text;
}

/** `positive` and `negative` in the spellings of folders; null for everything else. */
export function roleOfLabel(text: string | null): Role | null {
  const [, start] =
    /^(pos|neg)(?:itive)?s?$/i.exec(text?.trim() ?? '') ?? /^(pos|neg)(?:ative)s?$/i.exec(text?.trim() ?? '') ?? [];
  return start === undefined ? null : start.toLowerCase() === 'pos' ? 'positive' : 'negative';
}

export function qualityOf(text: string | null): Quality | null {
  return qualitySchema.safeParse(text?.trim().toLowerCase()).data ?? null;
}

/** Why a word is no label, to be read after it; null where it is one. */
export function labelTrouble(text: string): string | null {
  return roleOfLabel(text) === null ? 'is neither positive nor negative' : null;
}

/** Why a word is no quality, to be read after it; null where it is one, or says nothing. */
export function qualityTrouble(text: string): string | null {
  return qualityOf(text) === null && !isNotSaid(text) ? `is not ${qualityList}` : null;
}

const qualityList = `${qualitySchema.options.slice(0, -1).join(', ')} or ${qualitySchema.options.at(-1) ?? ''}`;

/** What a row of a table says that is no word for it. */
export function tableTroubles(label: string | null, quality: string | null): string[] {
  const ofLabel = label === null || isNotSaid(label) || noRole.test(label) ? null : labelTrouble(label);
  const ofQuality = quality === null ? null : qualityTrouble(quality);
  return [
    ofLabel === null ? [] : `label “${label ?? ''}” ${ofLabel}`,
    ofQuality === null ? [] : `quality “${quality ?? ''}” ${ofQuality}`,
  ].flat();
}
