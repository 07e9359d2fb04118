import * as z from 'zod';
import { identifierSchema } from './identifiers.ts';

/** Which channel of recordings is heard, counted from 1; null: the mean of all. */
export const channelSchema = z.int().positive().max(65_535).nullable();
export type Channel = z.infer<typeof channelSchema>;

/** How many of the files that were looked at have so many channels. */
export const channelCountSchema = z.object({ channels: z.int().positive(), files: z.int().positive() });
export type ChannelCount = z.infer<typeof channelCountSchema>;

/** What another channel would mean for the recordings of a source. */
export const channelPreviewSchema = z.object({
  sourceId: identifierSchema,
  channel: channelSchema,
  /** Recordings whose scores are about another sound: they would be dropped, and wait to be scored again. */
  scored: z.int(),
  /** Names of the runs that hold those scores, newest first. */
  runs: z.array(z.string()),
  /** Recordings that have no such channel, and could not be read. */
  lacking: z.int(),
});
export type ChannelPreview = z.infer<typeof channelPreviewSchema>;
