import { create } from 'zustand';
import type { Purpose } from '../../electron/contract/identifiers.ts';
import type { RankingFilter, RankingKey, RankingSort, RankedRecording } from '../../electron/contract/ranking.ts';
import type { Tier } from '../../electron/contract/subsets.ts';

export type Screen = 'review' | 'export' | 'sweep' | 'results';

export type Dialog =
  | { readonly kind: 'add-source'; readonly path: string | null; readonly folderName: string | null }
  | { readonly kind: 'edit-source'; readonly sourceId: number }
  | { readonly kind: 'relink'; readonly sourceId: number; readonly path: string | null }
  | { readonly kind: 'score'; readonly sourceIds: readonly number[] | null; readonly modelId?: number }
  | { readonly kind: 'add-model'; readonly dropped: DroppedModel | null }
  | { readonly kind: 'run'; readonly about: RunTopic; readonly runId: number }
  | { readonly kind: 'import-results'; readonly dropped: DroppedResults | null }
  | { readonly kind: 'import-scores'; readonly dropped: readonly DroppedTable[] }
  | { readonly kind: 'settings' }
  | { readonly kind: 'subsets' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'reviewer' };

/** What a dialog about one run is for. */
export type RunTopic = 'rename' | 'read-scores' | 'remove' | 'compare' | 'leakage';

/** A label file that was dropped. Where the browser does not tell its place, its text will do. */
export interface DroppedLabels {
  readonly name: string;
  readonly path: string | null;
  readonly text: string | null;
}

/** What was dropped for the model form. */
export interface DroppedModel {
  /** Counts the drops of models: another one begins the form anew. */
  readonly round: number;
  /** Null where labels were dropped and no model yet. */
  readonly fileName: string | null;
  /** Null where the browser does not tell. */
  readonly path: string | null;
  readonly labels: DroppedLabels | null;
}

/** A table of results that was dropped: its text where the browser does not tell where it is. */
export interface DroppedResults {
  readonly file: File;
  readonly path: string | null;
}

/** A table of scores that was dropped; its path is null where the browser does not tell. */
export interface DroppedTable {
  /** Below the folder that was dropped, where it was one. */
  readonly name: string;
  readonly file: File;
  readonly path: string | null;
}

/** A row of the list, with its place in the order in which it was shown. */
export interface Selection {
  readonly row: RankedRecording;
  readonly index: number;
  /** Chosen by the window and not by the person: it stays on the first row, whatever row that becomes. */
  readonly automatic?: boolean;
}

/** What is in view. Nothing of it is stored in the library. */
export interface Workspace {
  readonly screen: Screen;
  readonly dialog: Dialog | null;
  /** The ranking in view; null: the newest run, or the plain recordings where there is none. */
  readonly ranking: RankingKey | null;
  /** The source in view; null: all. */
  readonly sourceId: number | null;
  /** The source whose unreadable files are listed, whatever ranking and source are in view; null: none. */
  readonly unreadableOf: number | null;
  readonly filter: RankingFilter;
  readonly sort: RankingSort;
  readonly selection: Selection | null;
  /** A recording that is selected as soon as the list shows it. */
  readonly wantedId: number | null;
  /** Chosen by the person; otherwise the purpose follows from the roles of the sources in view. */
  readonly chosenPurpose: Purpose | null;
  /** Tiers whose handles stand in the histogram, by purpose; null: the preset's. */
  readonly tiers: Readonly<Record<Purpose, readonly Tier[] | null>>;
}

interface WorkspaceStore extends Workspace {
  goTo(screen: Screen): void;
  open(dialog: Dialog): void;
  close(): void;
  showRanking(ranking: RankingKey): void;
  showSource(sourceId: number | null): void;
  /** Lists what of a source cannot be read. Whoever leaves the list is where they were before. */
  showUnreadable(sourceId: number): void;
  changeFilter(filter: Partial<RankingFilter>): void;
  clearFilter(): void;
  /** Filters the list for one of its recordings. */
  lookFor(filter: RankingFilter, recordingId: number): void;
  sortBy(by: RankingSort['by']): void;
  select(selection: Selection | null): void;
  choosePurpose(purpose: Purpose): void;
  setTiers(purpose: Purpose, tiers: readonly Tier[] | null): void;
}

const bestFirst: RankingSort = { by: 'confidence', descending: true };

export const useWorkspace = create<WorkspaceStore>()((set) => ({
  screen: 'review',
  dialog: null,
  ranking: null,
  sourceId: null,
  unreadableOf: null,
  filter: {},
  sort: bestFirst,
  selection: null,
  wantedId: null,
  chosenPurpose: null,
  tiers: { positive: null, negative: null },
  goTo: (screen) => {
    set({ screen });
  },
  open: (dialog) => {
    set({ dialog });
  },
  close: () => {
    set({ dialog: null });
  },
  showRanking: (ranking) => {
    set({ ranking, screen: 'review', unreadableOf: null, filter: {}, selection: null, sort: bestFirst });
  },
  showSource: (sourceId) => {
    set({ sourceId, screen: 'review', unreadableOf: null, filter: {}, selection: null, chosenPurpose: null });
  },
  showUnreadable: (unreadableOf) => {
    set({ unreadableOf, screen: 'review', filter: { states: ['failed'] }, selection: null });
  },
  changeFilter: (filter) => {
    set((state) => ({ unreadableOf: null, filter: withoutEmpty({ ...state.filter, ...filter }), selection: null }));
  },
  clearFilter: () => {
    set({ unreadableOf: null, filter: {}, selection: null });
  },
  lookFor: (filter, recordingId) => {
    set({ unreadableOf: null, filter: withoutEmpty(filter), selection: null, wantedId: recordingId });
  },
  sortBy: (by) => {
    set((state) => ({ sort: nextSort(state.sort, by), selection: null }));
  },
  select: (selection) => {
    set({ selection, wantedId: null });
  },
  choosePurpose: (chosenPurpose) => {
    set({ chosenPurpose });
  },
  setTiers: (purpose, tiers) => {
    set((state) => ({ tiers: { ...state.tiers, [purpose]: tiers } }));
  },
}));

/** A second click on a header turns its order round; confidence and time start with the highest and latest. */
export function nextSort(sort: RankingSort, by: RankingSort['by']): RankingSort {
  return sort.by === by ? { by, descending: !sort.descending } : { by, descending: by === 'confidence' };
}

/** A filter without conditions that let everything through. */
export function withoutEmpty(filter: RankingFilter): RankingFilter {
  return Object.fromEntries(
    Object.entries(filter).filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
