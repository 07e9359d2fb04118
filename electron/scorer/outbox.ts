import type { ScorerReply } from '../core/scoring/scorer-messages.ts';

/** Replies on their way to the engine. Those of one batch travel as one message. */
export interface Outbox {
  add(reply: ScorerReply): void;
  /** Sends what is there now: the next thing to come may block this thread for long, or end the process. */
  flush(): void;
}

/** What nobody flushes leaves as soon as this thread has nothing else to do. */
export function createOutbox(send: (replies: readonly ScorerReply[]) => void): Outbox {
  let waiting: ScorerReply[] = [];
  const flush = (): void => {
    const replies = waiting;
    waiting = [];
    if (replies.length > 0) {
      send(replies);
    }
  };
  return {
    add: (reply) => {
      if (waiting.length === 0) {
        setImmediate(flush);
      }
      waiting.push(reply);
    },
    flush,
  };
}
