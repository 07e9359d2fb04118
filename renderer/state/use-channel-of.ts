import { useCallback } from 'react';
import type { Channel } from '../../electron/contract/channels.ts';
import { useQuery } from '../api/use-query.ts';

/** Which channel a source's recordings are heard by; a clip that was fetched for another one is another sound. */
export function useChannelOf(): (sourceId: number) => Channel {
  const sources = useQuery('source/list', {}).data;
  return useCallback((sourceId) => sources?.find(({ id }) => id === sourceId)?.channel ?? null, [sources]);
}
