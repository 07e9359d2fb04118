/** A path in one form of accented letters, because file systems differ in theirs. */
export function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/**
 * Finds the places of a list by their names, in any case of letters. It keeps two numbers a place and no text: a map of a
 * million names weighs a hundred megabytes.
 */
export class NameIndex {
  readonly #nameAt: (place: number) => string;
  readonly #heads: Int32Array;
  readonly #next: Int32Array;

  constructor(size: number, nameAt: (place: number) => string) {
    this.#nameAt = nameAt;
    this.#heads = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(2, size)))).fill(-1);
    this.#next = new Int32Array(size).fill(-1);
  }

  add(place: number): void {
    const slot = this.#slotOf(folded(this.#nameAt(place)));
    this.#next[place] = this.#heads[slot] ?? -1;
    this.#heads[slot] = place;
  }

  /** In the order of the list. */
  find(name: string): number[] {
    const wanted = folded(name);
    const found: number[] = [];
    for (let place = this.#heads[this.#slotOf(wanted)] ?? -1; place >= 0; place = this.#next[place] ?? -1) {
      if (folded(this.#nameAt(place)) === wanted) {
        found.push(place);
      }
    }
    return found.sort((left, right) => left - right);
  }

  /** FNV-1a. */
  #slotOf(name: string): number {
    let hash = 0x811c9dc5;
    for (let at = 0; at < name.length; at += 1) {
      hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
    }
    return (hash >>> 0) & (this.#heads.length - 1);
  }
}
