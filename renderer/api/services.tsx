import { createContext, useContext, type ReactNode } from 'react';
import type { EarmarkClient } from '../../electron/rpc/client.ts';
import { ClipCache } from '../audio/clip-cache.ts';
import { ClipPlayer } from '../audio/clip-player.ts';
import { createSpectrogramClient, type SpectrogramClient } from '../audio/spectrogram-client.ts';
import { followTopics } from './invalidation.ts';
import { QueryStore } from './query-store.ts';

/** What lives as long as the window does. */
export interface Services {
  readonly client: EarmarkClient;
  readonly queries: QueryStore;
  readonly clips: ClipCache;
  readonly player: ClipPlayer;
  readonly spectrograms: SpectrogramClient;
}

const CLIPS_KEPT = 24;

export function createServices(client: EarmarkClient): Services {
  const queries = new QueryStore((operation, input) => client.call(operation, input));
  followTopics(client, queries);
  return {
    client,
    queries,
    clips: new ClipCache(
      (request, signal) => client.clip(request.recordingId, request.fromSeconds, request.toSeconds, signal),
      CLIPS_KEPT,
    ),
    player: new ClipPlayer(),
    spectrograms: createSpectrogramClient(),
  };
}

const ServicesContext = createContext<Services | null>(null);

export function ServicesProvider({
  services,
  children,
}: {
  readonly services: Services;
  readonly children: ReactNode;
}) {
  return <ServicesContext value={services}>{children}</ServicesContext>;
}

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === null) {
    throw new Error('useServices outside of ServicesProvider');
  }
  return services;
}
