import * as z from 'zod';
import { faultSchema, type Outcome } from '../contract/outcome.ts';
import { topics, type TopicEvent, type TopicName } from '../contract/topics.ts';

/** Pairs a reply, or a cancellation, with its call; chosen by the caller, unique while the call is open. */
const callIdSchema = z.int().nonnegative();

/** The envelope of an answer. Its value is checked by whoever knows the operation. */
export const outcomeSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), fault: faultSchema }),
]);

/** From the caller to the engine. */
export const requestMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), id: callIdSchema, operation: z.string(), input: z.unknown() }),
  z.object({
    kind: z.literal('clip'),
    id: callIdSchema,
    recordingId: z.int(),
    fromSeconds: z.number(),
    toSeconds: z.number(),
  }),
  z.object({ kind: z.literal('cancel'), id: callIdSchema }),
]);
export type RequestMessage = z.infer<typeof requestMessageSchema>;

/** From the engine to the caller. Every topic goes to every caller. */
export const responseMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reply'), id: callIdSchema, outcome: outcomeSchema }),
  z.object({ kind: z.literal('event'), topic: z.string(), payload: z.unknown() }),
]);
export type ResponseMessage = z.infer<typeof responseMessageSchema>;

/** The body of POST /rpc; its answer is an outcome. */
export const rpcBodySchema = z.object({ operation: z.string(), input: z.unknown() });
export type RpcBody = z.infer<typeof rpcBodySchema>;

/** The answer, or null where these are not the bytes of one. */
export function parseOutcome(value: unknown): Outcome<unknown> | null {
  const parsed = outcomeSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

const announcementSchema = z.object({ topic: z.string(), payload: z.unknown() });

/** The announcement, or null where the topic or its payload is not one of the contract. */
export function parseTopicEvent(value: unknown): TopicEvent | null {
  const announcement = announcementSchema.safeParse(value);
  if (!announcement.success || !Object.hasOwn(topics, announcement.data.topic)) {
    return null;
  }
  const topic = announcement.data.topic as TopicName;
  const payload = topics[topic].safeParse(announcement.data.payload);
  return payload.success ? ({ topic, payload: payload.data } as TopicEvent) : null;
}
