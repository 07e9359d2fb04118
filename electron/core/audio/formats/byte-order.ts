export type ByteOrder = 'little' | 'big';

/** An unsigned number of `size` bytes, as far as a double can hold it; bytes beyond the end count as 0. */
export function uintAt(bytes: Uint8Array, offset: number, size: number, order: ByteOrder): number {
  let value = 0;
  for (let index = 0; index < size; index += 1) {
    value = value * 256 + (bytes[offset + (order === 'big' ? index : size - 1 - index)] ?? 0);
  }
  return value;
}

/** An IEEE double; 0 where the bytes end before it. */
export function doubleAt(bytes: Uint8Array, offset: number, order: ByteOrder): number {
  return offset + 8 > bytes.length
    ? 0
    : new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getFloat64(offset, order === 'little');
}
