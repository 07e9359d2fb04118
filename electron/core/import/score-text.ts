import type { ScoreScale } from '../../contract/import.ts';
import { numberOf } from './dialect.ts';

export type ScoreReading =
  | { readonly kind: 'score'; readonly score: number; readonly text: string }
  /** What pandas and R write where there is no number. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'bad'; readonly reason: string };

const missing = /^(nan)?$/iu;

/** A score as a table writes it. A percent sign counts whatever the scale; without a scale any number will do. */
export function readScore(written: string, scale: ScoreScale | null): ScoreReading {
  const text = written.trim();
  if (missing.test(text)) {
    return { kind: 'missing' };
  }
  const hasSign = text.endsWith('%');
  const isPercent = hasSign || scale === 'percent';
  const number = hasSign ? text.slice(0, -1).trim() : text;
  // The exponent moves the point without rounding, and tells the decimals.
  const stated = isPercent && /^[-+]?[\d.,]+$/u.test(number) ? `${number}e-2` : number;
  const score = numberOf(stated);
  if (!Number.isFinite(score)) {
    return { kind: 'bad', reason: `“${text}” is no score.` };
  }
  if ((isPercent || scale === 'confidence') && (score < 0 || score > 1)) {
    return { kind: 'bad', reason: outside(text, isPercent) };
  }
  return { kind: 'score', score, text: stated };
}

function outside(text: string, isPercent: boolean): string {
  return isPercent
    ? `${text} is no percentage: it must lie between 0 and 100.`
    : `${text} is no confidence: it must lie between 0 and 1. If these are percentages or logits, say so.`;
}
