/**
 * The little of Protocol Buffers that writing a file needs: varints, 32-bit floats, bytes, strings and nested messages
 * (protobuf.dev/programming-guides/encoding). Messages keep their parts as a list, so that a tensor of many megabytes
 * is copied once, when the file is put together.
 */
export class ProtobufMessage {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  #append(part: Uint8Array): void {
    this.#parts.push(part);
    this.#length += part.length;
  }

  #tag(field: number, wireType: 0 | 2 | 5): void {
    this.#append(encodeVarint(BigInt(field * 8 + wireType)));
  }

  /** An int32, int64, enum or bool; negative numbers take ten bytes, as the format wants it. */
  integer(field: number, value: number | bigint): this {
    this.#tag(field, 0);
    this.#append(encodeVarint(BigInt.asUintN(64, BigInt(value))));
    return this;
  }

  /** A `float`: four bytes, little endian. */
  float(field: number, value: number): this {
    this.#tag(field, 5);
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    this.#append(bytes);
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    this.#tag(field, 2);
    this.#append(encodeVarint(BigInt(value.length)));
    this.#append(value);
    return this;
  }

  string(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  message(field: number, value: ProtobufMessage): this {
    this.#tag(field, 2);
    this.#append(encodeVarint(BigInt(value.length)));
    for (const part of value.#parts) {
      this.#append(part);
    }
    return this;
  }

  finish(): Uint8Array {
    const bytes = new Uint8Array(this.#length);
    let position = 0;
    for (const part of this.#parts) {
      bytes.set(part, position);
      position += part.length;
    }
    return bytes;
  }
}

/** Base 128, least significant group first, the high bit set on all groups but the last. */
export function encodeVarint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  do {
    const group = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? group | 0x80 : group);
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}
