import type { KnownContents, SelectionSettings, SubsetContents } from '../contract/subsets.ts';
import type { RankedScores } from '../core/review/ranked-scores.ts';
import type { Ranked } from '../core/subsets/kept-apart.ts';
import { countUnknownThen, factsKnownThen, keyOfKnown } from '../core/subsets/known-contents.ts';
import { populationOf } from '../core/subsets/population.ts';
import type { RecordingFacts } from '../core/subsets/recording-facts.ts';
import type { LibraryFacts } from './library-facts.ts';

/** Rankings as subsets knew them when they were judged. No finding changes that, so it is kept as long as the ranking's scores. */
export interface ContentsThen {
  of<Whose extends Ranked>(whose: Whose, known: KnownContents | undefined): Whose;
  /** Among the recordings that a subset ranks: contents that were not known then, and those that are by now. */
  count(ranking: Ranked, settings: SelectionSettings): Pick<SubsetContents, 'unknown' | 'knownSince'>;
}

interface Kept {
  readonly facts: Map<string, RecordingFacts>;
  readonly counts: Map<string, ReturnType<ContentsThen['count']>>;
}

/** Of one ranking: there are as many as there are families with scopes of their own. */
const mostKept = 12;

export function createContentsThen(library: Pick<LibraryFacts, 'version'>): ContentsThen {
  const kept = new WeakMap<RankedScores, Kept>();
  const keptOf = (scores: RankedScores): Kept => {
    const existing = kept.get(scores) ?? { facts: new Map(), counts: new Map() };
    kept.set(scores, existing);
    return existing;
  };
  const of: ContentsThen['of'] = (whose, known) => {
    if (known === undefined) {
      return whose;
    }
    const key = JSON.stringify([library.version, keyOfKnown(known)]);
    const facts = remembered(keptOf(whose.scores).facts, key, () => factsKnownThen(whose.scores, whose.facts, known));
    return { ...whose, facts };
  };
  return {
    of,
    count: (ranking, settings) => {
      const { sourceIds, roles, qualities, knownContents } = settings;
      const key = JSON.stringify([library.version, sourceIds, roles, qualities, keyOfKnown(knownContents)]);
      return remembered(keptOf(ranking.scores).counts, key, () =>
        countUnknownThen(
          populationOf(ranking.scores, settings, ranking.facts).indexes,
          of(ranking, knownContents).facts,
          ranking.facts,
        ),
      );
    },
  };
}

function remembered<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const value = map.get(key) ?? make();
  map.delete(key);
  map.set(key, value);
  const oldest = map.keys().next().value;
  if (map.size > mostKept && oldest !== undefined) {
    map.delete(oldest);
  }
  return value;
}
