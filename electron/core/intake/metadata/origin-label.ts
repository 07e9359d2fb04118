import { metadataReaders } from './index.ts';

/** Facts of a library from before readings were kept say only when, not where that was found. */
export const earlierReading = 'earlier';

/** What a person calls the place where a fact was found. */
export function originLabel(origin: string): string {
  return metadataReaders.find((reader) => reader.id === origin)?.label ?? 'earlier reading';
}
