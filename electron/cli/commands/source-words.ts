import type { OperationInput } from '../../contract/operations.ts';
import type { Source } from '../../contract/sources.ts';
import { channelWords } from '../channel-text.ts';

/** What a person may say of a source. */
export type SaidOfSource = Pick<
  OperationInput<'source/update'>,
  'role' | 'quality' | 'site' | 'recorder' | 'timeZone' | 'channel'
>;
type Field = keyof SaidOfSource;

/** A value of a source that is, or would be, another one. */
export interface FieldChange {
  readonly field: Field;
  readonly before: string | null;
  readonly after: string | null;
}

const names: Readonly<Record<Field, string>> = {
  role: 'role',
  quality: 'quality',
  site: 'site',
  recorder: 'recorder',
  timeZone: 'time zone',
  channel: 'channel',
};
const fields = Object.keys(names) as Field[];

/** Of the fields that were said, those that differ between the two. */
export function changesBetween(said: SaidOfSource, before: Source, after: SaidOfSource): FieldChange[] {
  return fields.flatMap((field) => {
    const change = { field, before: words(field, before[field]), after: words(field, after[field]) };
    return said[field] === undefined || change.before === change.after ? [] : [change];
  });
}

/** “role: unlabelled → negative” */
export function changeLine({ field, before, after }: FieldChange, { recordingCount }: Source): string {
  const redated = recordingCount === 1 ? 'time of 1 recording' : `times of ${recordingCount} recordings`;
  const effect = field === 'timeZone' ? `; the ${redated} read anew in it` : '';
  return `${names[field]}: ${before ?? 'none'} → ${after ?? 'none'}${effect}`;
}

/** “The role stays unlabelled; to change it, add --update.” */
export function stayLine({ field, before }: FieldChange): string {
  return `The ${names[field]} stays ${before ?? 'as it is (none)'}; to change it, add --update.`;
}

function words(field: Field, value: string | number | null | undefined): string | null {
  if (field === 'channel') {
    return channelWords(typeof value === 'number' ? value : null);
  }
  return value === undefined || value === null || value === '' ? null : String(value);
}
