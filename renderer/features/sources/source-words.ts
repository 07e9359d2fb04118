import type { CopySummary } from '../../../electron/contract/copies.ts';
import type { KnownFolder, ScanReport, Source } from '../../../electron/contract/sources.ts';
import { countOf, countText } from '../../components/format.ts';

/** "Card 1: 12 new, 3 changed, 2 missing"; null where a scan has nothing to tell. */
export function scanWords(name: string, report: ScanReport): string | null {
  // All of a first scan is new, and the list says so.
  const isFirst = report.known === 0;
  const parts = isFirst ? wrongParts(report) : [...changeParts(report), ...wrongParts(report), ...nameParts(report)];
  const lostManifest =
    (report.names?.manifestFault ?? null) === null
      ? ''
      : ' Its manifest cannot be read: labels from it stay as they were.';
  if (parts.length > 0) {
    return `${name}: ${parts.join(', ')}.${lostManifest}`;
  }
  return isFirst && lostManifest === '' ? null : `${name}: nothing new.${lostManifest}`;
}

function changeParts({ added, changed, missing, returned, redated, renamed }: ScanReport): string[] {
  return [
    added === 0 ? [] : `${countText(added)} new`,
    changed === 0 ? [] : `${countText(changed)} changed, to be scored again`,
    missing === 0 ? [] : `${countText(missing)} missing`,
    returned === 0 ? [] : `${countText(returned)} back again`,
    renamed === 0 ? [] : `${countText(renamed)} renamed`,
    redated === 0 ? [] : `${countText(redated)} with another time and the same content`,
  ].flat();
}

function wrongParts({ unreadableFolders }: ScanReport): string[] {
  return unreadableFolders === 0 ? [] : [`${countOf(unreadableFolders, 'folder')} cannot be read`];
}

function nameParts({ names }: ScanReport): string[] {
  return names === null || names.changed === 0 ? [] : [`${countText(names.changed)} labelled from names`];
}

/** What dropping a card again would bring. */
export function againWords({ added, changed, missing }: KnownFolder): string {
  const parts = [
    added === 0 ? null : `${countText(added)} new`,
    changed === 0 ? null : `${countText(changed)} changed`,
    missing === null || missing === 0 ? null : `${countText(missing)} missing`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'Nothing in it is new.' : `Since it was last read: ${parts.join(', ')}.`;
}

/** "12 copies of files in Card 1"; the source with which most are shared. Null where there are none. */
export function copiesWords(
  sourceId: number,
  summary: CopySummary | undefined,
  sources: readonly Source[],
): { readonly short: string; readonly whole: string } | null {
  const shared = (summary?.shared ?? [])
    .filter((each) => each.sourceId === sourceId)
    .sort((left, right) => right.count - left.count);
  const words = shared.map(({ otherSourceId, count }) => {
    const other = sources.find(({ id }) => id === otherSourceId)?.name ?? 'another source';
    return otherSourceId === sourceId
      ? `${countOf(count, 'copy', 'copies')} within it`
      : `${countOf(count, 'copy', 'copies')} of files in ${other}`;
  });
  const [first] = words;
  return first === undefined ? null : { short: words.length > 1 ? `${first} …` : first, whole: words.join('\n') };
}
