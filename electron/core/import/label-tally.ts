interface LabelCount {
  readonly name: string;
  readonly others: Set<string>;
  rows: number;
}

/** What tables call the sounds, and which of it a person is looking for. */
export class LabelTally {
  readonly #labels = new Map<string, LabelCount>();
  readonly #targets: readonly string[];
  readonly #everyTarget: readonly number[];
  /** Tables name the same few labels over and over. */
  readonly #known = new Map<string, readonly number[]>();

  constructor(targets: readonly string[]) {
    this.#targets = targets.map(folded);
    this.#everyTarget = targets.map((_, index) => index);
  }

  get size(): number {
    return this.#labels.size;
  }

  /** Every label that was counted; its other names are what the same rows call it besides. */
  list(): Iterable<{ readonly name: string; readonly others: ReadonlySet<string>; readonly rows: number }> {
    return this.#labels.values();
  }

  /** Counts a row and says which targets it is about; one that names nothing is about all of them. */
  count(written: readonly string[]): readonly number[] {
    const names = written.map((name) => name.trim()).filter((name) => name !== '');
    const [first] = names;
    if (first === undefined) {
      return this.#everyTarget;
    }
    this.add(names, 1);
    return this.targetsOf(names);
  }

  add(names: readonly string[], rows: number): void {
    const [first, ...others] = names;
    if (first === undefined) {
      return;
    }
    const known = this.#labels.get(first) ?? { name: first, others: new Set<string>(), rows: 0 };
    known.rows += rows;
    others.forEach((name) => {
      if (name !== first) {
        known.others.add(name);
      }
    });
    this.#labels.set(first, known);
  }

  targetsOf(names: readonly string[]): readonly number[] {
    const key = names.join('\0');
    const known = this.#known.get(key);
    if (known !== undefined) {
      return known;
    }
    const called = spellings(names).map(folded);
    const targets = this.#everyTarget.filter((index) => called.includes(this.#targets[index] ?? ''));
    this.#known.set(key, targets);
    return targets;
  }

  /** How the tables spell a target that a person may have written in another case. */
  spelling(label: string): string | null {
    const wanted = folded(label);
    for (const { name, others } of this.#labels.values()) {
      const found = [name, ...others].find((each) => folded(each) === wanted);
      if (found !== undefined) {
        return found;
      }
      if ([...others].some((other) => folded(`${name}_${other}`) === wanted)) {
        return name;
      }
    }
    return null;
  }
}

/** The names of a row, and the two in one as BirdNET's label files write them: `Rana draytonii_Red-legged Frog`. */
function spellings(names: readonly string[]): readonly string[] {
  const [first, ...others] = names;
  return [...names, ...others.map((other) => `${first}_${other}`)];
}

function folded(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}
