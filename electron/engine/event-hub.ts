import type { TopicEvent, TopicName, TopicPayload } from '../contract/topics.ts';

export interface EventHub {
  announce<Name extends TopicName>(topic: Name, payload: TopicPayload<Name>): void;
  onEvent(listener: (event: TopicEvent) => void): () => void;
}

/** Announcements from the services to whoever listens. They say that something changed; they steer nothing. */
export function createEventHub(): EventHub {
  const listeners = new Set<(event: TopicEvent) => void>();
  return {
    announce: (topic, payload) => {
      const event = { topic, payload } as TopicEvent;
      listeners.forEach((listener) => {
        listener(event);
      });
    },
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
