import { useEffect } from 'react';
import { useServices } from '../../api/services.tsx';
import { tellDone } from '../../api/use-action.ts';
import { scanWords } from './source-words.ts';

/** Says what a scan brought when it is over, and looks whether drives are there when the person comes back to the window. */
export function useSourceNews(): void {
  const { client, queries } = useServices();
  useEffect(() => {
    const stop = client.on('job/changed', ({ kind, state, sourceId }) => {
      if (kind === 'scan' && state === 'done') {
        void client.call('source/list', {}).then((sources) => {
          const source = sources.ok ? sources.value.find(({ id }) => id === sourceId) : undefined;
          const report = source?.lastScan ?? null;
          const words = report === null ? null : scanWords(source?.name ?? '', report);
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
