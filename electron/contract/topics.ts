import * as z from 'zod';
import { importProgressSchema } from './import.ts';
import { findingSchema } from './ranking.ts';
import { jobSchema } from './runs.ts';

const nothing = z.object({});

/** Announcements. They say that something changed; whoever cares asks for it. */
export const topics = {
  'job/changed': jobSchema,
  'source/changed': nothing,
  /** Contents of recordings became known. */
  'copies/changed': nothing,
  'model/changed': nothing,
  'run/changed': z.object({ runId: z.int().nullable() }),
  'finding/changed': findingSchema,
  'subset/changed': nothing,
  'export/changed': nothing,
  /** What models were trained on, the splits, or the flags that follow from them. */
  'leakage/changed': nothing,
  'results/changed': nothing,
  'import/progress': importProgressSchema,
  /** The engine was restarted: everything that was read should be read again. */
  'engine/restarted': nothing,
} as const;

export type TopicName = keyof typeof topics;
export type TopicPayload<Name extends TopicName> = z.output<(typeof topics)[Name]>;

export type TopicEvent = {
  [Name in TopicName]: { readonly topic: Name; readonly payload: TopicPayload<Name> };
}[TopicName];
