/** A number of a column; 0 outside of it, which the compiler cannot rule out and no walk over indexes of a ranking meets. */
export function numberAt(column: Int32Array | Uint32Array | Uint8Array, index: number): number {
  return column[index] ?? 0;
}
