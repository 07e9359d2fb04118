/** A decimal number as digits·10^-scale, exact. */
interface ExactDecimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Reads a non-negative number as the decimal a person typed: its shortest round-tripping text. */
function exactDecimal(value: number): ExactDecimal {
  const [mantissa = '0', exponentText = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(exponentText);
  const digits = BigInt(whole + fraction);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

/**
 * ⌊count·percent/100⌋ without float slip: 1,000 × 32.3 % is 323, where floats say 322.
 * @param count a non-negative integer
 * @param percent a finite, non-negative number, taken as the decimal it prints as
 */
export function floorOfPercent(count: number, percent: number): number {
  const { digits, scale } = exactDecimal(percent);
  return Number((BigInt(count) * digits) / (100n * 10n ** BigInt(scale)));
}

/**
 * The number that Python's `'%.4f'` prints for a float32 value in [0, 1] (round half to even on the exact value).
 * A float32 times 10,000 needs at most 38 bits, so the product and the comparison with ½ are exact in a double.
 */
export function printedWithFourDecimals(value: number): number {
  const scaled = value * 10_000;
  const below = Math.floor(scaled);
  const rest = scaled - below;
  const roundsUp = rest > 0.5 || (rest === 0.5 && below % 2 === 1);
  return (roundsUp ? below + 1 : below) / 10_000;
}
