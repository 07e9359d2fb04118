import { qualityFilterSchema, type QualityFilter } from './ranking.ts';

/**
 * "13 of 21 are high or medium and left out; 2 of unknown quality stay in"; null where no recording is left out. For the
 * window and the command line alike.
 */
export function leftOutByQuality(
  counts: Readonly<Record<QualityFilter, number>>,
  taken: readonly QualityFilter[] | null,
): string | null {
  const left = qualityFilterSchema.options.filter(
    (quality) => counts[quality] > 0 && taken?.includes(quality) === false,
  );
  if (left.length === 0) {
    return null;
  }
  const sum = (qualities: readonly QualityFilter[]): number =>
    qualities.reduce((total, quality) => total + counts[quality], 0);
  const names = left.map((quality) => (quality === 'none' ? 'of unknown quality' : quality));
  const out = sum(left);
  const words = `${out} of ${sum(qualityFilterSchema.options)} ${out === 1 ? 'is' : 'are'} ${names.join(' or ')} and left out`;
  const unknown = taken?.includes('none') === true ? counts.none : 0;
  return unknown === 0 ? words : `${words}; ${unknown} of unknown quality ${unknown === 1 ? 'stays' : 'stay'} in`;
}
