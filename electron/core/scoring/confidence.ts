import type { Activation } from '../../contract/models.ts';

/**
 * The probability of a raw score: p = 1/(1+exp(−x)) where the model's output is a logit, the output itself where the
 * activation is inside the graph already. Computed in double precision, rounded once to float32.
 */
export function confidenceOf(raw: number, activation: Activation): number {
  return Math.fround(activation === 'sigmoid' ? 1 / (1 + Math.exp(-raw)) : raw);
}
