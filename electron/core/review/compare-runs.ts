import type { SubsetRule } from '../../contract/subsets.ts';
import { noFacts, type RecordingFacts } from '../subsets/recording-facts.ts';
import { describeRule } from '../subsets/rules/index.ts';
import { runSteps } from '../subsets/run-steps.ts';
import { largestChanges } from './largest-changes.ts';
import { meanRanks, spearman } from './rank-correlation.ts';
import type { RankedScores } from './ranked-scores.ts';
import { sharedPlaces, type SharedPlaces } from './shared-places.ts';

/** A shared recording: its places in both rankings, its mean ranks among the shared ones. */
export interface ComparedPlaces {
  readonly recordingId: number;
  readonly leftPlace: number;
  readonly rightPlace: number;
  readonly leftRank: number;
  readonly rightRank: number;
}

export interface MovedPlaces {
  readonly count: number;
  readonly first: readonly ComparedPlaces[];
}

export interface ComparedTier {
  readonly rule: SubsetRule;
  readonly ruleInWords: string;
  readonly leftCount: number;
  readonly rightCount: number;
  readonly stayed: MovedPlaces;
  readonly entered: MovedPlaces;
  readonly left: MovedPlaces;
}

export interface RankingComparison {
  readonly shared: number;
  readonly onlyLeft: number;
  readonly onlyRight: number;
  readonly rankCorrelation: number | null;
  readonly scatter: readonly ComparedPlaces[];
  readonly rose: readonly ComparedPlaces[];
  readonly fell: readonly ComparedPlaces[];
  readonly tiers: readonly ComparedTier[];
}

export interface ComparisonOptions {
  readonly tiers: readonly SubsetRule[];
  readonly sampleLimit: number;
  /** What rules need besides scores, by place in each ranking; without them nothing is known but the sources. */
  readonly facts?: { readonly left: RecordingFacts; readonly right: RecordingFacts };
}

/** So many recordings are named in every list. */
export const mostNamed = 50;

/** Everything about the shared recordings, by position in left order. */
interface Join {
  readonly left: RankedScores;
  readonly right: RankedScores;
  readonly places: SharedPlaces;
  readonly leftRanks: Float64Array;
  readonly rightRanks: Float64Array;
}

/**
 * Compares two rankings over the recordings that both scored. The scatter takes every (n / limit)th recording of the
 * left order, so it is the same every time. A few walks over typed arrays: a million recordings take well under a second.
 */
export function compareRankings(
  left: RankedScores,
  right: RankedScores,
  options: ComparisonOptions,
): RankingComparison {
  const join = joinRankings(left, right);
  const { places, leftRanks, rightRanks } = join;
  const shared = places.leftPlaces.length;
  const changeAt = (position: number): number => (leftRanks[position] ?? 0) - (rightRanks[position] ?? 0);
  const named = (positions: readonly number[]): ComparedPlaces[] => positions.map((each) => compared(join, each));
  return {
    shared,
    onlyLeft: places.onlyLeft,
    onlyRight: places.onlyRight,
    rankCorrelation: spearman(leftRanks, rightRanks),
    scatter: named(evenPositions(shared, options.sampleLimit)),
    rose: named(largestChanges(shared, mostNamed, changeAt)),
    fell: named(largestChanges(shared, mostNamed, (position) => -changeAt(position))),
    tiers: options.tiers.map((rule) => compareTier(join, rule, options.facts)),
  };
}

function joinRankings(left: RankedScores, right: RankedScores): Join {
  const places = sharedPlaces(left, right);
  const inRightOrder = meanRanks(right, places.rightPlaces);
  const rightRanks = new Float64Array(inRightOrder.length);
  for (let index = 0; index < inRightOrder.length; index += 1) {
    rightRanks[places.positionOfRight[index] ?? 0] = inRightOrder[index] ?? 0;
  }
  return { left, right, places, leftRanks: meanRanks(left, places.leftPlaces), rightRanks };
}

function compared({ left, places, leftRanks, rightRanks }: Join, position: number): ComparedPlaces {
  const leftPlace = places.leftPlaces[position] ?? 0;
  return {
    recordingId: left.recordingIds[leftPlace] ?? 0,
    leftPlace,
    rightPlace: places.rightOfLeft[position] ?? 0,
    leftRank: leftRanks[position] ?? 0,
    rightRank: rightRanks[position] ?? 0,
  };
}

function evenPositions(count: number, limit: number): number[] {
  const wanted = Math.min(count, limit);
  return Array.from({ length: wanted }, (_, index) => Math.floor((index * count) / wanted));
}

function compareTier(join: Join, rule: SubsetRule, facts: ComparisonOptions['facts']): ComparedTier {
  const { places } = join;
  const onLeft = tierOf(join.left, places.leftPlaces, rule, facts?.left);
  const onRight = tierOf(join.right, places.rightPlaces, rule, facts?.right);
  const stayed = createMovedList(join);
  const entered = createMovedList(join);
  const left = createMovedList(join);
  const isInRight = new Uint8Array(places.leftPlaces.length);
  for (let index = 0; index < onRight.length; index += 1) {
    const position = places.positionOfRight[index] ?? 0;
    isInRight[position] = onRight[index] ?? 0;
    if (onRight[index] === 1 && onLeft[position] === 0) {
      entered.add(position);
    }
  }
  for (let position = 0; position < onLeft.length; position += 1) {
    if (onLeft[position] === 1) {
      (isInRight[position] === 1 ? stayed : left).add(position);
    }
  }
  return {
    rule,
    ruleInWords: describeRule(rule),
    leftCount: stayed.list().count + left.list().count,
    rightCount: stayed.list().count + entered.list().count,
    stayed: stayed.list(),
    entered: entered.list(),
    left: left.list(),
  };
}

/** 1 for each of the shared places of one ranking that the rule selects, in that ranking's order. */
function tierOf(
  scores: RankedScores,
  indexes: Int32Array,
  rule: SubsetRule,
  facts: RecordingFacts = noFacts(scores),
): Uint8Array {
  const population = { scores, facts, indexes, denominator: indexes.length, failed: 0, otherQuality: 0, pending: 0 };
  const selected = runSteps(population, rule, null).indexes;
  const isIn = new Uint8Array(indexes.length);
  let next = 0;
  for (let place = 0; place < indexes.length && next < selected.length; place += 1) {
    if (indexes[place] === selected[next]) {
      isIn[place] = 1;
      next += 1;
    }
  }
  return isIn;
}

function createMovedList(join: Join) {
  const first: ComparedPlaces[] = [];
  let count = 0;
  return {
    add: (position: number): void => {
      if (count < mostNamed) {
        first.push(compared(join, position));
      }
      count += 1;
    },
    list: (): MovedPlaces => ({ count, first }),
  };
}
