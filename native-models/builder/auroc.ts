/**
 * Area under the receiver operating characteristic: the chance that a positive scores above a negative, ties counting
 * half (Mann–Whitney). NaN where one of the classes is empty.
 */
export function auroc(scores: readonly number[], positive: readonly boolean[]): number {
  const order = scores.map((score, index) => ({ score, positive: positive[index] === true }));
  order.sort((left, right) => left.score - right.score);
  let rankSum = 0;
  let start = 0;
  while (start < order.length) {
    let end = start;
    while (end < order.length && order[end]?.score === order[start]?.score) {
      end += 1;
    }
    const rank = (start + 1 + end) / 2;
    rankSum += rank * order.slice(start, end).filter((entry) => entry.positive).length;
    start = end;
  }
  const positives = order.filter((entry) => entry.positive).length;
  const negatives = order.length - positives;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
