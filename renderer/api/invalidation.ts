import type { OperationName } from '../../electron/contract/operations.ts';
import type { Job } from '../../electron/contract/runs.ts';
import type { TopicName } from '../../electron/contract/topics.ts';
import type { EarmarkClient } from '../../electron/rpc/client.ts';
import type { QueryStore } from './query-store.ts';

/** Which answers an announcement makes out of date. A ranking's own pages are cared for where findings are recorded. */
export const staleByTopic: Readonly<Record<TopicName, readonly OperationName[] | 'all'>> = {
  'job/changed': [],
  'source/changed': [
    'source/list',
    'recording/page',
    'library/summary',
    'run/list',
    'ranking/counts',
    'ranking/facets',
    'subset/scope',
    'source/inspect',
    'copies/summary',
    'copies/list',
    'source/preview-names',
    'source/preview-channel',
    'leakage/check-run',
    'leakage/check-subset',
    'subset/list',
    'subset/preview',
    'subset/overlap',
    'subset/left-out',
  ],
  'copies/changed': [
    'copies/summary',
    'copies/list',
    'recording/page',
    'ranking/facets',
    'ranking/page',
    'recording/detail',
    'subset/list',
    'subset/preview',
    'subset/overlap',
    'subset/left-out',
    'leakage/check-run',
    'leakage/check-subset',
    'export/preview',
  ],
  'model/changed': ['model/list', 'leakage/provenance', 'leakage/check-run', 'leakage/check-subset'],
  'run/changed': [
    'run/list',
    'ranking/counts',
    'ranking/facets',
    'ranking/page',
    'recording/detail',
    'subset/scope',
    'source/preview-channel',
    'subset/list',
    'subset/preview',
    'subset/overlap',
    'subset/left-out',
    'library/summary',
  ],
  'finding/changed': [
    'ranking/counts',
    'recording/detail',
    'subset/list',
    'subset/preview',
    'subset/overlap',
    'subset/left-out',
    'export/preview',
    'library/summary',
  ],
  'subset/changed': [
    'subset/list',
    'subset/preview',
    'subset/overlap',
    'subset/left-out',
    'export/preview',
    'ranking/page',
    'leakage/check-subset',
  ],
  'export/changed': [
    'export/list',
    'export/preview',
    'sweep/presets',
    'sweep/from-exports',
    'sweep/compose',
    'subset/list',
    'subset/preview',
    'subset/overlap',
  ],
  'leakage/changed': [
    'leakage/provenance',
    'leakage/splits',
    'leakage/check-run',
    'leakage/check-subset',
    'ranking/page',
    'subset/list',
    'subset/preview',
    'subset/overlap',
    'subset/left-out',
    'export/preview',
  ],
  'results/changed': ['results/list', 'results/table', 'results/leaderboard', 'results/picture'],
  'import/progress': [],
  'engine/restarted': 'all',
};

/** Keeps the store in step with the engine's announcements. Returns the function that stops. */
export function followTopics(client: EarmarkClient, store: QueryStore): () => void {
  const stops = (Object.keys(staleByTopic) as TopicName[]).map((topic) =>
    client.on(topic, () => {
      const stale = staleByTopic[topic];
      store.invalidate((operation) => stale === 'all' || stale.includes(operation));
    }),
  );
  let lost = false;
  stops.push(
    client.on('job/changed', (job) => {
      followJob(store, job);
    }),
    client.onConnection((state) => {
      if (state === 'connected' && lost) {
        store.invalidate(() => true);
      }
      lost = state === 'lost';
    }),
  );
  return () => {
    stops.forEach((stop) => {
      stop();
    });
  };
}

/** Progress is announced often: it is written into the list as it comes, and asked for again only when a job begins or ends. */
function followJob(store: QueryStore, job: Job): void {
  let known = false;
  store.patch('job/list', (jobs) => {
    known = jobs.some(({ id }) => id === job.id);
    return known ? jobs.map((other) => (other.id === job.id ? job : other)) : [...jobs, job];
  });
  if (!known || job.finishedAt !== null) {
    store.invalidate((operation) => operation === 'job/list');
  }
}
