import type { TableIssue, TableRounding } from '../../contract/import.ts';
import { LabelTally } from './label-tally.ts';
import { NumberColumn } from './number-column.ts';
import { RoundingMeter } from './rounding.ts';

/** The highest score of a file for one target. */
export interface BestScore {
  readonly score: number;
  readonly start: number | null;
}

/** How a table calls a file. */
export interface Reference {
  readonly reference: string;
  /** The last part lacks its ending: known by the name of its table only. */
  readonly isStem: boolean;
}

export interface CollectOptions {
  /** As a person gave them. */
  readonly labels: readonly string[];
  /** null: all. */
  readonly models: readonly string[] | null;
}

/** A row whose numbers are read. */
export interface CollectedRow extends Reference {
  readonly names: readonly string[];
  readonly score: number;
  readonly scoreText: string;
  readonly start: number | null;
  readonly end: number | null;
  readonly model: string;
  /** The row says itself what made its score. */
  readonly isModelStated: boolean;
}

interface TargetColumns {
  readonly scores: NumberColumn;
  readonly starts: NumberColumn;
}

const mostIssues = 1000;
const stemMark = '\0';

/**
 * Takes rows of any number of tables and keeps what a run needs: the best score of each file. Columns of numbers rather
 * than objects, so that a million files stay within a few hundred megabytes and out of the garbage collector's way.
 */
export class ScoreCollector {
  readonly labels: LabelTally;
  readonly models = new Map<string, number>();
  readonly issues: TableIssue[] = [];
  lowest: number | null = null;
  /** Rows of several models are about the same file, or rows say themselves that they are of several. */
  areModelsMixed = false;
  /** Rows that mark a call without saying how sure they are. */
  marks = 0;
  readonly #places = new Map<string, number>();
  readonly #keys: string[] = [];
  readonly #rows = new NumberColumn();
  readonly #unscored = new NumberColumn();
  readonly #targets: readonly TargetColumns[];
  readonly #model = new NumberColumn();
  readonly #stated = new Set<string>();
  readonly #modelIndexes = new Map<string, number>();
  readonly #seconds = new Map<number, number>();
  readonly #rounding = new RoundingMeter();
  readonly #options: CollectOptions;

  constructor(options: CollectOptions) {
    this.#options = options;
    this.labels = new LabelTally(options.labels);
    this.#targets = options.labels.map(() => ({ scores: new NumberColumn(), starts: new NumberColumn() }));
  }

  /** How many files the tables name. */
  get size(): number {
    return this.#keys.length;
  }

  /** Which targets a column of this name is about, for tables that are too wide to be read whole. */
  isWanted(names: readonly string[]): boolean {
    return this.labels.targetsOf(names).length > 0;
  }

  fileAt(place: number): Reference {
    const key = this.#keys[place] ?? '';
    const isStem = key.endsWith(stemMark);
    return { reference: isStem ? key.slice(0, -1) : key, isStem };
  }

  rowsAt(place: number): number {
    return this.#rows.get(place) || 0;
  }

  /** Whether the other program named the file and could not score any of it. */
  isUnscored(place: number): boolean {
    return this.#unscored.get(place) > 0 && this.rowsAt(place) === 0;
  }

  bestAt(place: number, target: number): BestScore | null {
    const columns = this.#targets[target];
    const score = columns?.scores.get(place) ?? Number.NaN;
    const start = columns?.starts.get(place) ?? Number.NaN;
    return Number.isNaN(score) ? null : { score, start: Number.isNaN(start) ? null : start };
  }

  /** The file was scored, whatever was found in it. */
  cover({ reference, isStem }: Reference): number {
    const key = isStem ? `${reference}${stemMark}` : reference;
    const known = this.#places.get(key);
    if (known !== undefined) {
      return known;
    }
    const place = this.#keys.length;
    // A cell is a view of the text it was cut from, which would be kept as long as the cell is.
    const own = Buffer.from(key, 'utf8').toString('utf8');
    this.#places.set(own, place);
    this.#keys.push(own);
    return place;
  }

  /** The file is named, with no score where one should be. */
  miss(file: Reference): void {
    const place = this.cover(file);
    this.#unscored.set(place, (this.#unscored.get(place) || 0) + 1);
  }

  take(row: CollectedRow): void {
    this.models.set(row.model, (this.models.get(row.model) ?? 0) + 1);
    if (this.#options.models?.includes(row.model) === false) {
      return;
    }
    const place = this.cover(row);
    this.#noteModel(place, row);
    this.#rows.set(place, this.rowsAt(place) + 1);
    this.#rounding.take(row.scoreText, row.score);
    this.#countTimes(row);
    this.lowest = this.lowest === null ? row.score : Math.min(this.lowest, row.score);
    for (const target of this.labels.count(row.names)) {
      const columns = this.#targets[target];
      if (columns !== undefined && !(columns.scores.get(place) >= row.score)) {
        columns.scores.set(place, row.score);
        columns.starts.set(place, row.start ?? Number.NaN);
      }
    }
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

  #noteModel(place: number, { model, isModelStated }: CollectedRow): void {
    const index = this.#modelIndex(model);
    const before = this.#model.get(place);
    if (isModelStated) {
      this.#stated.add(model);
    }
    this.areModelsMixed ||= this.#stated.size > 1 || (!Number.isNaN(before) && before !== index);
    this.#model.set(place, index);
  }

  #modelIndex(model: string): number {
    const known = this.#modelIndexes.get(model);
    if (known !== undefined) {
      return known;
    }
    this.#modelIndexes.set(model, this.#modelIndexes.size);
    return this.#modelIndexes.size - 1;
  }

  #countTimes({ start, end }: CollectedRow): void {
    if (start !== null && end !== null && end > start) {
      const seconds = Math.round((end - start) * 1000) / 1000;
      this.#seconds.set(seconds, (this.#seconds.get(seconds) ?? 0) + 1);
    }
  }
}
