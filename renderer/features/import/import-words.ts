import type { ScoreScale, TableRounding } from '../../../electron/contract/import.ts';

/** How finely the tables state their scores. */
export function roundingText({ decimals, isHalfPrecision }: TableRounding): string {
  if (isHalfPrecision) {
    return 'half-precision numbers (about 3 digits)';
  }
  if (decimals === null) {
    return 'in full';
  }
  return decimals === 1 ? 'rounded to 1 decimal' : `rounded to ${decimals} decimals`;
}

/** What the numbers of a table are. */
export const scaleWords: Readonly<Record<ScoreScale, string>> = {
  confidence: 'confidences, 0–1',
  percent: 'percentages, 0–100',
  logit: 'logits',
};
