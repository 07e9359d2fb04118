import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LeakageEntryRow } from '../../db/queries/leakage-queries.ts';
import type { LeakCounts, LeakGrade } from '../contract/leakage.ts';
import type { LeakageEntry } from '../core/leakage/leakage-entry.ts';
import { indexEntries, type LeakageIndex } from '../core/leakage/leakage-index.ts';
import { manifestEntries } from '../core/leakage/manifest-entries.ts';
import {
  isComparableByTime,
  matchRecording,
  traitsOf,
  type LeakMatch,
  type RecordingTraits,
} from '../core/leakage/match-recording.ts';
import { recorderAliases, type RecorderAliases } from '../core/leakage/recorder-key.ts';
import { countShared } from '../core/leakage/shared-entries.ts';
import { isHeldOut } from '../core/leakage/take-rows.ts';
import type { EngineContext } from './engine-context.ts';
import { readModel } from './stored-models.ts';

/** Grades of all recordings of the library against one set of entries. */
export interface LeakMarks {
  readonly index: LeakageIndex;
  readonly aliases: RecorderAliases;
  /** `byContent` false: as if its content were not known. */
  gradeOf(recordingId: number, byContent?: boolean): LeakGrade | null;
  /** Recordings that cannot be compared by recorder and time. */
  lacksRecorderOrTime(recordingId: number): boolean;
  lacksHash(recordingId: number): boolean;
}

export interface SplitMarks {
  readonly split: string;
  readonly heldOut: boolean;
  readonly marks: LeakMarks;
}

/** Everything that recordings are compared with for one model. */
export interface LeakFlags {
  /** null: nothing is known of what the model was trained on. */
  readonly training: LeakMarks | null;
  readonly splits: readonly SplitMarks[];
  /** What each split shares with the training data; empty where that is not known. */
  readonly inTraining: ReadonlyMap<string, LeakCounts>;
}

const gradeCodes = { weak: 1, strong: 2, exact: 3 } as const;
const grades: readonly (LeakGrade | null)[] = [null, 'weak', 'strong', 'exact'];
const gradeBits = 3;
const noRecorderOrTime = 4;
const noHash = 8;
/** Beside the grade the one that stays without the content, which only an exact one hides. */
const withoutContentShift = 4;
/** Recordings between two looks at what else the engine has to do. */
const recordingsAtOnce = 4_000;

/**
 * The leakage guard's memory. Flags do not depend on scores: they are reckoned once for all recordings of the library and
 * kept until recordings or provenance change. Reckoning a million takes seconds, so it is done in slices.
 */
export class LeakageGuard {
  readonly #context: EngineContext;
  #flags = new Map<number, Promise<LeakFlags>>();
  #ready = new Map<number, LeakFlags>();
  #splits: Promise<readonly SplitMarks[]> | null = null;
  /** Models whose flags somebody was told to wait for, whoever set the reckoning going. */
  readonly #awaited = new Set<number>();
  #version = 0;
  #isClosed = false;

  constructor(context: EngineContext) {
    this.#context = context;
  }

  /** Grows whenever flags may differ from what was read before. */
  get version(): number {
    return this.#version;
  }

  /** Recordings or provenance changed: everything is reckoned anew when it is asked for. */
  forget(): void {
    this.#flags = new Map();
    this.#ready = new Map();
    this.#splits = null;
    this.#version += 1;
  }

  close(): void {
    this.#isClosed = true;
    this.forget();
  }

  /** Flags for a model, reckoned now where that has not been done. Slow with many recordings; never blocks the engine for long. */
  async flags(modelId: number): Promise<LeakFlags> {
    const known = this.#flags.get(modelId);
    if (known !== undefined) {
      return known;
    }
    const version = this.#version;
    const reckoning = this.#reckon(modelId);
    this.#flags.set(modelId, reckoning);
    const flags = await reckoning.catch((error: unknown) => {
      this.forget();
      throw error;
    });
    if (version !== this.#version && !this.#isClosed) {
      return this.flags(modelId);
    }
    this.#ready.set(modelId, flags);
    if (this.#awaited.delete(modelId) && !this.#isClosed) {
      this.#version += 1;
      this.#context.events.announce('leakage/changed', {});
    }
    return flags;
  }

  /** Flags where they are at hand; otherwise null, and `leakage/changed` is announced as soon as they are. */
  readyFlags(modelId: number): LeakFlags | null {
    const ready = this.#ready.get(modelId) ?? this.#nothingKnown(modelId);
    if (ready !== null) {
      return ready;
    }
    this.#awaited.add(modelId);
    if (!this.#flags.has(modelId)) {
      this.flags(modelId).catch((error: unknown) => {
        if (!this.#isClosed) {
          this.#context.log('error', 'Leaks could not be looked for', { modelId, error: String(error) });
        }
      });
    }
    return null;
  }

  /** With nothing to compare with there is nothing to wait for. */
  #nothingKnown(modelId: number): LeakFlags | null {
    const { leakage } = this.#context.queries;
    if (leakage.importsOfSplits().length > 0 || this.#trainingEntries(modelId).length > 0) {
      return null;
    }
    const flags = { training: null, splits: [], inTraining: new Map<string, LeakCounts>() };
    this.#ready.set(modelId, flags);
    return flags;
  }

  async #reckon(modelId: number): Promise<LeakFlags> {
    this.#splits ??= this.#reckonSplits();
    const splits = await this.#splits;
    const entries = this.#trainingEntries(modelId);
    const [training] = entries.length === 0 ? [] : await this.#mark([entries]);
    const inTraining = training === undefined ? new Map<string, LeakCounts>() : await this.#shared(training);
    return { training: training ?? null, splits, inTraining };
  }

  #trainingEntries(modelId: number): LeakageEntry[] {
    const { models, leakage } = this.#context.queries;
    const model = readModel(models.byId(modelId));
    return [...manifestEntries(model?.manifest.trainedOn), ...leakage.entriesOfModel(modelId).map(entryOfRow)];
  }

  async #reckonSplits(): Promise<SplitMarks[]> {
    const bySplit = Map.groupBy(this.#splitEntries(), ({ split }) => split);
    const names = [...bySplit.keys()];
    const marked = await this.#mark([...bySplit.values()].map((rows) => rows.map(entryOfRow)));
    return marked.map((marks, place) => {
      const split = names[place] ?? '';
      return { split, heldOut: isHeldOut(split), marks };
    });
  }

  async #shared({ index, aliases }: LeakMarks): Promise<Map<string, LeakCounts>> {
    const shared = new Map<string, LeakCounts>();
    const version = this.#version;
    for (const [split, rows] of Map.groupBy(this.#splitEntries(), (row) => row.split)) {
      await nextTurn();
      if (version === this.#version) {
        shared.set(split, countShared(index, rows.map(entryOfRow), aliases));
      }
    }
    return shared;
  }

  /** Empty once the library is closed. */
  #splitEntries(): LeakageEntryRow[] {
    return this.#isClosed ? [] : this.#context.queries.leakage.entriesOfSplits();
  }

  async #aliases(): Promise<RecorderAliases> {
    const { leakage } = this.#context.queries;
    const version = this.#version;
    const pairs: { recorder: string; sourceRecorder: string }[] = [];
    for (const { id, recorder } of leakage.numberedSources()) {
      await nextTurn();
      if (version === this.#version) {
        pairs.push(...leakage.recordersIn(id).map((each) => ({ recorder: each, sourceRecorder: recorder })));
      }
    }
    return recorderAliases(pairs);
  }

  /** Compares all recordings of the library with several sets of entries in one pass. */
  async #mark(entrySets: readonly (readonly LeakageEntry[])[]): Promise<LeakMarks[]> {
    const { leakage } = this.#context.queries;
    const version = this.#version;
    const aliases = await this.#aliases();
    const size = leakage.largestRecordingId() + 1;
    const sets: { readonly index: LeakageIndex; readonly codes: Uint8Array }[] = [];
    for (const entries of entrySets) {
      sets.push({ index: indexEntries(entries, aliases), codes: new Uint8Array(size) });
      await nextTurn();
    }
    for (let last = 0; sets.length > 0 && version === this.#version;) {
      const rows = leakage.recordings(last, recordingsAtOnce);
      for (const row of rows) {
        const traits = traitsOf(row, aliases);
        for (const { index, codes } of sets) {
          const match = matchRecording(index, traits);
          codes[row.recordingId] =
            (match === null ? 0 : gradeCodes[match.grade]) |
            (gradeWithoutContent(index, traits, match) << withoutContentShift) |
            (isComparableByTime(index, traits) ? 0 : noRecorderOrTime) |
            (row.sha256 === null ? noHash : 0);
        }
      }
      last = rows.at(-1)?.recordingId ?? last;
      if (rows.length < recordingsAtOnce) {
        break;
      }
      // By the next turn all of this may be out of date, or the library closed.
      await nextTurn();
    }
    return sets.map(({ index, codes }) => marksOf({ index, aliases }, codes));
  }
}

function gradeWithoutContent(index: LeakageIndex, traits: RecordingTraits, match: LeakMatch | null): number {
  const { recording } = traits;
  const other =
    match?.by === 'content' ? matchRecording(index, { ...traits, recording: { ...recording, sha256: null } }) : match;
  return other === null ? 0 : gradeCodes[other.grade];
}

function marksOf(compared: Pick<LeakMarks, 'index' | 'aliases'>, codes: Uint8Array): LeakMarks {
  const codeOf = (recordingId: number): number => codes[recordingId] ?? 0;
  return {
    ...compared,
    gradeOf: (recordingId, byContent = true) =>
      grades[(codeOf(recordingId) >> (byContent ? 0 : withoutContentShift)) & gradeBits] ?? null,
    lacksRecorderOrTime: (recordingId) => (codeOf(recordingId) & noRecorderOrTime) !== 0,
    lacksHash: (recordingId) => (codeOf(recordingId) & noHash) !== 0,
  };
}

function entryOfRow({ kind, value, recorder, seconds }: LeakageEntryRow): LeakageEntry {
  switch (kind) {
    case 'sha256':
      return { kind, sha256: value };
    case 'file-name':
      return { kind, fileName: value, recorder };
    case 'recorder-time':
      return { kind, recorder: recorder ?? '', time: value, seconds };
    case 'folder':
      return { kind, folder: value };
  }
}

/** The surest grade that a recording has in any held-out split. */
export function heldOutGrade({ splits }: LeakFlags, recordingId: number, byContent = true): LeakGrade | null {
  let best = 0;
  for (const { heldOut, marks } of splits) {
    const grade = heldOut ? marks.gradeOf(recordingId, byContent) : null;
    best = Math.max(best, grade === null ? 0 : gradeCodes[grade]);
  }
  return grades[best] ?? null;
}
