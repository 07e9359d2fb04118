import type { TableRounding } from '../../contract/import.ts';

/** More decimals than this are a number in full. */
const mostRounded = 6;
/** So few scores can lie on the grid of half-precision numbers by chance. */
const leastForHalf = 20;

/** Learns from scores as they are written how they were rounded. */
export class RoundingMeter {
  #scores = 0;
  #decimals = 0;
  #half = true;

  take(text: string, score: number): void {
    const decimals = decimalsOf(text);
    this.#scores += 1;
    this.#decimals = Math.max(this.#decimals, decimals);
    this.#half &&= isHalf(score, decimals);
  }

  rounding(): TableRounding {
    const decimals = this.#decimals <= mostRounded ? this.#decimals : null;
    return {
      decimals: this.#scores === 0 ? null : decimals,
      isHalfPrecision: this.#half && this.#scores >= leastForHalf && this.#decimals > 3,
    };
  }
}

function decimalsOf(text: string): number {
  const found = /[.,](\d+)(?:e([-+]?\d+))?\s*$/iu.exec(text);
  return found === null ? 0 : (found[1]?.length ?? 0) - Number(found[2] ?? 0);
}

/** Whether the nearest number with 11 binary digits reads the same at so many decimals. */
function isHalf(score: number, decimals: number): boolean {
  if (score === 0) {
    return true;
  }
  const step = 2 ** (Math.max(Math.floor(Math.log2(Math.abs(score))), -14) - 10);
  return Math.abs(Math.round(score / step) * step - score) <= 0.5 * 10 ** -decimals;
}
