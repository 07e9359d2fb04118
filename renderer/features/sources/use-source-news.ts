import { useEffect } from 'react';
import { useServices } from '../../api/services.tsx';
import { tellDone } from '../../api/use-action.ts';
import { scanWords } from './source-words.ts';

/** Says what a scan brought when it is over, and looks whether drives are there when the person comes back to the window. */
export function useSourceNews(): void {
  const { client, queries } = useServices();
  useEffect(() => {
    /** Sources that were empty when their scan began to be heard of: all of it is new, and the list says so. */
    const first = new Set<number>();
    const stop = client.on('job/changed', ({ kind, state, sourceId }) => {
      if (kind !== 'scan' || sourceId === null) {
        return;
      }
      if (state === 'queued') {
        void client.call('source/list', {}).then((sources) => {
          const source = sources.ok ? sources.value.find(({ id }) => id === sourceId) : undefined;
          if (source?.lastScan === null) {
            first.add(sourceId);
          }
        });
      }
      if (state === 'done') {
        void client.call('source/list', {}).then((sources) => {
          const source = sources.ok ? sources.value.find(({ id }) => id === sourceId) : undefined;
          const report = source?.lastScan ?? null;
          const words = report === null ? null : scanWords(source?.name ?? '', report, first.delete(sourceId));
          if (words !== null) {
            tellDone(words);
          }
        });
      }
    });
    const look = (): void => {
      queries.invalidate((operation) => operation === 'source/list');
    };
    window.addEventListener('focus', look);
    return () => {
      stop();
      window.removeEventListener('focus', look);
    };
  }, [client, queries]);
}
