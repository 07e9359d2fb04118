const firstCapacity = 1024;

/** Numbers by place, of a list that grows; what was never set is not a number. */
export class NumberColumn {
  #values = new Float64Array(firstCapacity).fill(Number.NaN);

  get(place: number): number {
    return this.#values[place] ?? Number.NaN;
  }

  set(place: number, value: number): void {
    if (place >= this.#values.length) {
      const grown = new Float64Array(Math.max(place + 1, this.#values.length * 2)).fill(Number.NaN);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[place] = value;
  }
}
