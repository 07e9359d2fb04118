import { succeed, type Outcome } from '../../contract/outcome.ts';
import type {
  ResultsExport,
  ResultsLeaderboard,
  ResultsPicture,
  ResultsSelection,
  ResultsTable,
} from '../../contract/results.ts';
import type { OperationParsedInput } from '../../contract/operations.ts';
import type { Experiment } from '../../core/results/experiment.ts';
import { groupExperiments } from '../../core/results/group-experiments.ts';
import { rankGroups } from '../../core/results/leaderboard.ts';
import { pictureSvg } from '../../core/results/picture-svg.ts';
import { drawPicture } from '../../core/results/picture.ts';
import { selectExperiments } from '../../core/results/select-experiments.ts';
import { tableCsv } from '../../core/results/table-csv.ts';
import type { Handlers } from '../../rpc/dispatch.ts';
import type { EngineContext } from '../engine-context.ts';
import { importResults } from '../results-import.ts';
import { ResultsStore } from '../stored-results.ts';

type ResultsOperations =
  | 'results/import'
  | 'results/list'
  | 'results/remove'
  | 'results/table'
  | 'results/leaderboard'
  | 'results/picture'
  | 'results/export';

/** The trainer's results back in: which settings did how well, and how sure that is. */
export function resultsHandlers(context: EngineContext): Handlers<ResultsOperations> {
  const store = new ResultsStore(context);
  const changed = (): void => {
    context.events.announce('results/changed', {});
  };
  return {
    'results/import': async (request, { signal }) => {
      const imported = await importResults(store, request, signal);
      if (imported.ok) {
        changed();
      }
      return imported;
    },
    'results/list': () => succeed(store.list()),
    'results/remove': ({ importId }) => {
      const stored = store.get(importId);
      if (!stored.ok) {
        return stored;
      }
      store.remove(importId);
      changed();
      return succeed({});
    },
    'results/table': (request) => table(store, request),
    'results/leaderboard': (request) => leaderboard(store, request),
    'results/picture': (request) => picture(store, request),
    'results/export': (request) => exported(store, request),
  };
}

interface Chosen {
  readonly columns: readonly string[];
  readonly experiments: readonly Experiment[];
}

function choose(store: ResultsStore, selection: ResultsSelection): Outcome<Chosen> {
  const stored = store.get(selection.importId);
  return stored.ok
    ? succeed({
        columns: stored.value.columns,
        experiments: selectExperiments(stored.value.experiments, selection),
      })
    : stored;
}

function table(store: ResultsStore, request: OperationParsedInput<'results/table'>): Outcome<ResultsTable> {
  const chosen = choose(store, request);
  return chosen.ok
    ? succeed(groupExperiments({ ...chosen.value, axes: request.axes, baseline: request.baseline }))
    : chosen;
}

function leaderboard(
  store: ResultsStore,
  request: OperationParsedInput<'results/leaderboard'>,
): Outcome<ResultsLeaderboard> {
  const chosen = choose(store, request);
  if (!chosen.ok) {
    return chosen;
  }
  const { experiments, axes, groups } = groupExperiments(chosen.value);
  return succeed({
    experiments,
    axes,
    entries: rankGroups(groups, `${request.split}.${request.metric}`, chosen.value.experiments),
    notes: [
      'Ranked by mean − 0.2 · sd over the experiments of a setting, as the study’s leaderboard; sd with n − 1.',
      'Experiments of one setting stand together in whatever folder spelling; the signature tells spellings apart.',
    ],
  });
}

function picture(store: ResultsStore, request: OperationParsedInput<'results/picture'>): Outcome<ResultsPicture> {
  const chosen = choose(store, request);
  const { split, metric, baseline } = request;
  return chosen.ok ? succeed(drawPicture({ ...chosen.value, split, metric, baseline })) : chosen;
}

function exported(store: ResultsStore, request: OperationParsedInput<'results/export'>): Outcome<ResultsExport> {
  const stages = request.stages.length === 0 ? 'results' : request.stages.join('_').replace(/[^\w-]/gu, '_');
  if (request.what === 'table') {
    const grouped = table(store, request);
    return grouped.ok
      ? succeed({ fileName: `${stages}_means.csv`, mediaType: 'text/csv', text: tableCsv(grouped.value) })
      : grouped;
  }
  const drawn = picture(store, request);
  const name = `${stages}_${request.split}_${request.metric}.svg`;
  return drawn.ok ? succeed({ fileName: name, mediaType: 'image/svg+xml', text: pictureSvg(drawn.value) }) : drawn;
}
