import { recordingStateCode, type RankedScores } from './ranked-scores.ts';

/** The recordings that two rankings both scored, in both orders, with their ranks among each other. */
export interface SharedPlaces {
  /** Places in the left ranking, in its order; and the same recordings' places in the right ranking. */
  readonly leftPlaces: Int32Array;
  readonly rightOfLeft: Int32Array;
  /** Places in the right ranking, in its order; and the position (index into `leftPlaces`) of each of them. */
  readonly rightPlaces: Int32Array;
  readonly positionOfRight: Int32Array;
  readonly onlyLeft: number;
  readonly onlyRight: number;
}

function isScored(scores: RankedScores, place: number): boolean {
  const state = scores.states[place];
  return state === recordingStateCode.scored || state === recordingStateCode.zero;
}

function countScored(scores: RankedScores): number {
  let count = 0;
  for (let place = 0; place < scores.states.length; place += 1) {
    count += isScored(scores, place) ? 1 : 0;
  }
  return count;
}

/** Table from recording id to place + 1, 0 where the ranking has not scored it. */
function placeTable(scores: RankedScores): Int32Array {
  const { recordingIds } = scores;
  let largest = 0;
  for (let place = 0; place < recordingIds.length; place += 1) {
    largest = Math.max(largest, recordingIds[place] ?? 0);
  }
  const table = new Int32Array(largest + 1);
  for (let place = 0; place < recordingIds.length; place += 1) {
    if (isScored(scores, place)) {
      table[recordingIds[place] ?? 0] = place + 1;
    }
  }
  return table;
}

/** Joins two rankings by recording; failed and pending recordings of either side are not shared. */
export function sharedPlaces(left: RankedScores, right: RankedScores): SharedPlaces {
  const rightTable = placeTable(right);
  const leftPlaces = new Int32Array(left.recordingIds.length);
  const rightOfLeft = new Int32Array(left.recordingIds.length);
  const positionByRightPlace = new Int32Array(right.recordingIds.length);
  let shared = 0;
  for (let place = 0; place < leftPlaces.length; place += 1) {
    const rightPlace = (rightTable[left.recordingIds[place] ?? 0] ?? 0) - 1;
    if (rightPlace >= 0 && isScored(left, place)) {
      leftPlaces[shared] = place;
      rightOfLeft[shared] = rightPlace;
      positionByRightPlace[rightPlace] = shared + 1;
      shared += 1;
    }
  }
  const rightPlaces = new Int32Array(shared);
  const positionOfRight = new Int32Array(shared);
  let next = 0;
  for (let place = 0; place < positionByRightPlace.length; place += 1) {
    const position = (positionByRightPlace[place] ?? 0) - 1;
    if (position >= 0) {
      rightPlaces[next] = place;
      positionOfRight[next] = position;
      next += 1;
    }
  }
  return {
    leftPlaces: leftPlaces.subarray(0, shared),
    rightOfLeft: rightOfLeft.subarray(0, shared),
    rightPlaces,
    positionOfRight,
    onlyLeft: countScored(left) - shared,
    onlyRight: countScored(right) - shared,
  };
}
