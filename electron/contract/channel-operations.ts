import * as z from 'zod';
import { channelPreviewSchema, channelSchema } from './channels.ts';
import { identifierSchema } from './identifiers.ts';
import { operation } from './operation.ts';

/** Which channel of a source's recordings is heard. It is set by `source/add` and `source/update`. */
export const channelOperations = {
  /** What another channel would do to scores and recordings of a source; nothing is changed. */
  'source/preview-channel': operation(
    z.object({ sourceId: identifierSchema, channel: channelSchema }),
    channelPreviewSchema,
  ),
} as const;
