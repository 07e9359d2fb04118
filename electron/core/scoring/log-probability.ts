/**
 * log softmax over one window's logits, in place: x − log Σ exp(x), reckoned from the largest so that nothing
 * overflows, in double precision and rounded once to float32.
 */
export function toLogProbabilities(logits: Float32Array): void {
  let largest = Number.NEGATIVE_INFINITY;
  for (const logit of logits) {
    largest = Math.max(largest, logit);
  }
  let sum = 0;
  for (const logit of logits) {
    sum += Math.exp(logit - largest);
  }
  const logSum = largest + Math.log(sum);
  for (let index = 0; index < logits.length; index += 1) {
    logits[index] = (logits[index] ?? Number.NaN) - logSum;
  }
}
