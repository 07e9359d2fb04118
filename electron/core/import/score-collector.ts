import type { TableIssue, TableRounding } from '../../contract/import.ts';
import { RoundingMeter } from './rounding.ts';

/** The highest score of a file for one target. */
export interface BestScore {
  readonly score: number;
  readonly start: number | null;
}

/** A file that tables name, with what they say of it. */
export interface NamedFile {
  readonly reference: string;
  /** Known by the name of its table only, which lacks the ending. */
  readonly isStem: boolean;
  rows: number;
  /** By target; undefined: no row is about it. */
  readonly best: (BestScore | undefined)[];
}

export interface CollectOptions {
  /** As a person gave them. */
  readonly labels: readonly string[];
  /** null: all. */
  readonly models: readonly string[] | null;
}

/** A row whose numbers are read. */
export interface CollectedRow {
  readonly reference: string;
  readonly isStem: boolean;
  readonly names: readonly string[];
  readonly score: number;
  readonly scoreText: string;
  readonly start: number | null;
  readonly end: number | null;
  readonly model: string;
}

interface LabelCount {
  readonly name: string;
  readonly others: Set<string>;
  rows: number;
}

const mostIssues = 1000;

/** Takes rows of any number of tables and keeps what a run needs: the best score of each file. */
export class ScoreCollector {
  readonly files = new Map<string, NamedFile>();
  readonly labels = new Map<string, LabelCount>();
  readonly models = new Map<string, number>();
  readonly issues: TableIssue[] = [];
  readonly #seconds = new Map<number, number>();
  readonly #rounding = new RoundingMeter();
  readonly #options: CollectOptions;
  readonly #targets: readonly string[];
  lowest: number | null = null;

  constructor(options: CollectOptions) {
    this.#options = options;
    this.#targets = options.labels.map(folded);
  }

  /** The file was scored, whatever was found in it. */
  cover(reference: string, isStem: boolean): NamedFile {
    const key = isStem ? `${reference}\0` : reference;
    const known = this.files.get(key);
    if (known !== undefined) {
      return known;
    }
    const file = { reference, isStem, rows: 0, best: [] };
    this.files.set(key, file);
    return file;
  }

  take(row: CollectedRow): void {
    this.models.set(row.model, (this.models.get(row.model) ?? 0) + 1);
    if (this.#options.models?.includes(row.model) === false) {
      return;
    }
    const file = this.cover(row.reference, row.isStem);
    file.rows += 1;
    this.#rounding.take(row.scoreText, row.score);
    this.#countTimes(row);
    const names = this.#countNames(row.names);
    this.lowest = this.lowest === null ? row.score : Math.min(this.lowest, row.score);
    this.#targets.forEach((target, index) => {
      if (names.length === 0 || names.includes(target)) {
        const before = file.best[index];
        if (before === undefined || row.score > before.score) {
          file.best[index] = { score: row.score, start: row.start };
        }
      }
    });
  }

  complain(issue: TableIssue): void {
    if (this.issues.length < mostIssues) {
      this.issues.push(issue);
    }
  }

  rounding(): TableRounding {
    return this.#rounding.rounding();
  }

  /** The most frequent length of a row's part of its file, in seconds. */
  windowSeconds(): number | null {
    let best: [number, number] | null = null;
    for (const entry of this.#seconds) {
      best = best === null || entry[1] > best[1] ? entry : best;
    }
    return best?.[0] ?? null;
  }

  /** How the tables spell a target that a person may have written in another case. */
  spelling(label: string): string | null {
    const wanted = folded(label);
    for (const { name, others } of this.labels.values()) {
      const found = [name, ...others].find((each) => folded(each) === wanted);
      if (found !== undefined) {
        return found;
      }
    }
    return null;
  }

  #countTimes({ start, end }: CollectedRow): void {
    if (start !== null && end !== null && end > start) {
      const seconds = Math.round((end - start) * 1000) / 1000;
      this.#seconds.set(seconds, (this.#seconds.get(seconds) ?? 0) + 1);
    }
  }

  #countNames(written: readonly string[]): string[] {
    const names = written.map((name) => name.trim()).filter((name) => name !== '');
    const [first] = names;
    if (first !== undefined) {
      const known = this.labels.get(first) ?? { name: first, others: new Set<string>(), rows: 0 };
      known.rows += 1;
      names.slice(1).forEach((name) => {
        if (name !== first) {
          known.others.add(name);
        }
      });
      this.labels.set(first, known);
    }
    return names.map(folded);
  }
}

function folded(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}
