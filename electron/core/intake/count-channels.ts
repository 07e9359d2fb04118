import type { ChannelCount } from '../../contract/channels.ts';
import { openAudio } from '../audio/open-audio.ts';

/** A look before a folder is added is not to be waited for. */
const mostFiles = 8;
const mostMilliseconds = 400;

/**
 * How many channels some of these files have, picked evenly over the list: recorders write one folder alike, but cards
 * are mixed. Only headers are read, and on a slow disk fewer of them. Files that cannot be read are passed by.
 */
export async function countChannels(paths: readonly string[]): Promise<ChannelCount[]> {
  const files = new Map<number, number>();
  const begun = performance.now();
  const looks = Math.min(mostFiles, paths.length);
  for (let look = 0; look < looks && performance.now() - begun < mostMilliseconds; look += 1) {
    const reader = await openAudio(paths[Math.floor((look * paths.length) / looks)] ?? '');
    if (reader.ok) {
      const { channels } = reader.value.info;
      files.set(channels, (files.get(channels) ?? 0) + 1);
      await reader.value.close();
    }
  }
  return [...files]
    .map(([channels, count]) => ({ channels, files: count }))
    .sort((left, right) => left.channels - right.channels);
}
