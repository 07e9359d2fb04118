import type { Activation } from '../../contract/models.ts';

/** How a run's raw scores are read as probabilities. Stored with the run and applied on reading: nothing is rescored. */
export interface Reading {
  readonly activation: Activation;
  /** BirdNET's sensitivity, 0.5 to 1.5; 1 leaves the logit as it is. */
  readonly sensitivity: number;
}

/** BirdNET cuts logits here, so that a probability never rounds to 0. */
const logitLimit = 20;

/**
 * The probability of a raw score. `sigmoid`: p = 1/(1+exp(−clip(x + (s−1)·10, −20, 20))), as BirdNET-Analyzer reckons it
 * (field guide §5.1). `softmax`: the raw score is a log-probability, p = exp(x). `none`: the output is a probability
 * already; a sensitivity means nothing there. Computed in double precision, rounded once to float32. It never falls where
 * the raw score rises, so that the order by raw score is an order by confidence at any setting.
 */
export function confidenceOf(raw: number, activation: Activation, sensitivity = 1): number {
  switch (activation) {
    case 'none':
      return Math.fround(raw);
    case 'softmax':
      return Math.fround(Math.exp(raw));
    case 'sigmoid': {
      const logit = Math.min(logitLimit, Math.max(-logitLimit, raw + (sensitivity - 1) * 10));
      return Math.fround(1 / (1 + Math.exp(-logit)));
    }
  }
}
