export function asciiOf(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}

export function uint16At(bytes: Uint8Array, offset: number): number {
  return (bytes[offset] ?? 0) | ((bytes[offset + 1] ?? 0) << 8);
}

export function uint32At(bytes: Uint8Array, offset: number): number {
  return (uint16At(bytes, offset) | (uint16At(bytes, offset + 2) << 16)) >>> 0;
}

/** An unsigned 64-bit number as far as a double can hold it: larger than any file otherwise. */
export function uint64At(bytes: Uint8Array, offset: number): number {
  return uint32At(bytes, offset + 4) * 4294967296 + uint32At(bytes, offset);
}
