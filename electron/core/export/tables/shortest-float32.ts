/** The shortest decimal that reads back as the same float32; nine significant digits always do. */
export function shortestFloat32(value: number): string {
  for (let digits = 1; digits < 9; digits += 1) {
    const candidate = Number(value.toPrecision(digits));
    if (Math.fround(candidate) === value) {
      return String(candidate);
    }
  }
  return String(Number(value.toPrecision(9)));
}
