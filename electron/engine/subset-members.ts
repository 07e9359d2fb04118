import { hash } from 'node:crypto';
import { succeed, type Outcome } from '../contract/outcome.ts';
import type {
  KnownContents,
  SelectionSettings,
  Subset,
  SubsetContents,
  SubsetRule,
  Tier,
} from '../contract/subsets.ts';
import { asksForContents, keyOfKnown } from '../core/subsets/known-contents.ts';
import type { RecordingFacts } from '../core/subsets/recording-facts.ts';
import { shortRule } from '../core/subsets/rules/index.ts';
import {
  countMissing,
  innerRules,
  selectFamily,
  selectTier,
  type Surroundings,
  type TierSelection,
} from '../core/subsets/select-tier.ts';
import { strikes, type Claim, type Ranked } from '../core/subsets/kept-apart.ts';
import { createContentsThen, type ContentsThen } from './contents-then.ts';
import type { EngineContext } from './engine-context.ts';
import { createHeldOutMarks } from './held-out-marks.ts';
import type { LeakageGuard } from './leakage-guard.ts';
import type { LibraryFacts } from './library-facts.ts';
import type { Ranking, Rankings } from './rankings.ts';
import { otherSideOf, readStoredSubsets, subjectOf, type StoredSubset, type Subject } from './stored-subsets.ts';

export interface SelectedSubset {
  readonly subset: Subset;
  readonly ranking: Ranking;
  readonly selection: TierSelection;
}

/** A subset of the other side that was made before, with what it holds. */
export interface OtherSide extends Claim {
  readonly name: string;
}

/** A family as it would be made now. */
export interface DraftFamily {
  readonly ranking: Ranking;
  /** As far as contents were known when it was judged. */
  readonly facts: RecordingFacts;
  readonly selections: readonly TierSelection[];
  /** For each tier the rules of the smaller ones, smallest first; empty where the family does not nest. */
  readonly inner: readonly (readonly SubsetRule[])[];
  readonly struck: Uint8Array | null;
  /** Whose recordings, copies and nights are left out. */
  readonly others: readonly OtherSide[];
}

/** Subsets are a rule plus the decisions that apply: their members are reckoned when asked for, never stored. */
export interface SubsetMembers {
  select(subsetId: number): Outcome<SelectedSubset>;
  /** In the order of the numbers; of all subsets where none are given. */
  selectAll(subsetIds?: readonly number[]): Outcome<SelectedSubset[]>;
  recordingIds(subsetId: number): ReadonlySet<number>;
  /** Tiers that are not made yet; it is as if they were made now, in place of subsets with the same folders. */
  draft(settings: SelectionSettings, tiers: readonly Tier[]): Outcome<DraftFamily>;
  /** What is known of contents now, where such a family depends on it: what is stored when it is judged. */
  knownContents(settings: SelectionSettings, rules: readonly SubsetRule[]): KnownContents | undefined;
  /** Changes when anything that the members depend on does. */
  definition(subsetId: number): string;
  /** Held-out splits are compared with recordings in the background: until then subsets that keep them out cannot be selected. */
  prepare(): Promise<void>;
  heldOutSplitOf(runId: number, recordingId: number): string | null;
}

interface MembersServices {
  readonly rankings: Rankings;
  readonly facts: LibraryFacts;
  readonly guard: LeakageGuard;
}

interface Surrounded {
  readonly ranking: Ranking;
  readonly surroundings: Required<Surroundings>;
  readonly others: readonly OtherSide[];
}

export function createSubsetMembers(context: EngineContext, services: MembersServices): SubsetMembers {
  return new Members(context, services);
}

class Members implements SubsetMembers {
  readonly #context: EngineContext;
  readonly #services: MembersServices;
  readonly #heldOut: ReturnType<typeof createHeldOutMarks>;
  readonly #then: ContentsThen;
  readonly #known = new Map<number, { readonly key: string; readonly selected: SelectedSubset }>();
  readonly #keys = new WeakMap<readonly StoredSubset[], Map<number, string>>();
  /** What is kept apart is the same for all tiers of a family. */
  readonly #strikes = new Map<string, Uint8Array>();

  constructor(context: EngineContext, services: MembersServices) {
    this.#context = context;
    this.#services = services;
    this.#then = createContentsThen(services.facts);
    this.#heldOut = createHeldOutMarks(context, services.guard);
  }

  prepare(): Promise<void> {
    return this.#heldOut.prepare();
  }

  heldOutSplitOf(runId: number, recordingId: number): string | null {
    return this.#heldOut.splitOf(runId, recordingId);
  }

  select(subsetId: number): Outcome<SelectedSubset> {
    return this.#selectAmong(subsetId, readStoredSubsets(this.#context));
  }

  selectAll(subsetIds?: readonly number[]): Outcome<SelectedSubset[]> {
    const stored = readStoredSubsets(this.#context);
    const selected: SelectedSubset[] = [];
    for (const id of subsetIds ?? stored.map(({ row }) => row.id)) {
      const one = this.#selectAmong(id, stored);
      if (!one.ok) {
        return one;
      }
      selected.push(one.value);
    }
    return succeed(selected);
  }

  #selectAmong(subsetId: number, stored: readonly StoredSubset[]): Outcome<SelectedSubset> {
    const subset = stored.find(({ row }) => row.id === subsetId);
    return subset === undefined
      ? { ok: false, fault: { code: 'not-found', message: 'This subset is no longer in the library.' } }
      : this.#select(subset, stored);
  }

  recordingIds(subsetId: number): ReadonlySet<number> {
    const selected = this.select(subsetId);
    if (!selected.ok) {
      return new Set();
    }
    const { ranking, selection } = selected.value;
    return new Set(Array.from(selection.members, (place) => ranking.scores.recordingIds[place] ?? 0));
  }

  knownContents(settings: SelectionSettings, rules: readonly SubsetRule[]): KnownContents | undefined {
    return asksForContents(settings, rules) ? this.#services.facts.knownContents() : undefined;
  }

  definition(subsetId: number): string {
    const stored = readStoredSubsets(this.#context);
    const subset = stored.find(({ row }) => row.id === subsetId);
    return subset === undefined ? '' : this.#keyOf(subset, stored);
  }

  draft({ inner: _, ...settings }: SelectionSettings, tiers: readonly Tier[]): Outcome<DraftFamily> {
    const folders = new Set(tiers.map(({ folder }) => folder.toLowerCase()));
    const surrounded = this.#surround({ settings, folders, isAfter: () => true }, readStoredSubsets(this.#context));
    if (!surrounded.ok) {
      return surrounded;
    }
    const { ranking, surroundings, others } = surrounded.value;
    const rules = tiers.map(({ rule }) => rule);
    const selections = selectFamily(ranking.scores, rules, settings, surroundings);
    const nests = settings.nest === true && rules.length > 1;
    const innerOf = nests ? innerRules(ranking.scores, rules, settings, surroundings) : rules.map(() => []);
    const { facts, struck } = surroundings;
    return succeed({ ranking, facts, selections, inner: innerOf, struck, others });
  }

  #select(subset: StoredSubset, stored: readonly StoredSubset[]): Outcome<SelectedSubset> {
    this.#forgetRemoved(stored);
    const key = this.#keyOf(subset, stored);
    const known = this.#known.get(subset.row.id);
    if (known?.key === key) {
      return succeed(known.selected);
    }
    const surrounded = this.#surround(subjectOf(subset), stored);
    if (!surrounded.ok) {
      return surrounded;
    }
    const { ranking, surroundings } = surrounded.value;
    const selection = selectTier(ranking.scores, subset.rule, subset.settings, surroundings);
    const contents = this.#contentsOf(subset, stored, { ranking, selection });
    if (!contents.ok) {
      return contents;
    }
    const selected = { subset: subsetView(subset, selection, contents.value), ranking, selection };
    this.#known.set(subset.row.id, { key, selected });
    return succeed(selected);
  }

  /** What the subset did not know when it was judged, and what would change if it were judged now. */
  #contentsOf(
    subset: StoredSubset,
    stored: readonly StoredSubset[],
    own: { readonly ranking: Ranking; readonly selection: TierSelection },
  ): Outcome<SubsetContents> {
    const { rule, settings } = subset;
    const nothing = { unknown: 0, knownSince: 0, leaves: 0, enters: 0 };
    if (!asksForContents(settings, [rule, ...(settings.inner ?? [])])) {
      return succeed(nothing);
    }
    const counted = this.#then.count(own.ranking, settings);
    if (counted.knownSince === 0) {
      return succeed({ ...nothing, ...counted });
    }
    const asOfNow = { ...settings, knownContents: undefined };
    const surrounded = this.#surround(subjectOf({ ...subset, settings: asOfNow }), stored);
    if (!surrounded.ok) {
      return surrounded;
    }
    const { members } = selectTier(own.ranking.scores, rule, asOfNow, surrounded.value.surroundings);
    const leaves = countMissing(own.selection.members, members);
    return succeed({ ...counted, leaves, enters: countMissing(members, own.selection.members) });
  }

  #forgetRemoved(stored: readonly StoredSubset[]): void {
    const ids = new Set(stored.map(({ row }) => row.id));
    for (const id of this.#known.keys()) {
      if (!ids.has(id)) {
        this.#known.delete(id);
      }
    }
  }

  /** Ranking, and what is kept apart from it. Depends on older subsets only, so it ends. */
  #surround(subject: Subject, stored: readonly StoredSubset[]): Outcome<Surrounded> {
    const { settings } = subject;
    const { apart, purpose, knownContents } = settings;
    const ranking = this.#services.rankings.get(settings);
    if (!ranking.ok) {
      return ranking;
    }
    const then = <Whose extends Ranked>(whose: Whose): Whose => this.#then.of(whose, knownContents);
    const own = then(ranking.value);
    const { facts } = own;
    if (apart === undefined) {
      return succeed({ ranking: ranking.value, surroundings: { facts, struck: null }, others: [] });
    }
    const others: OtherSide[] = [];
    const otherRankings: Ranked[] = [];
    for (const other of otherSideOf(subject, stored)) {
      const selected = subject.isAfter(other) ? this.#select(other, stored) : null;
      const its = this.#services.rankings.get(other.settings);
      if (selected?.ok === false) {
        return selected;
      }
      otherRankings.push(...(its.ok ? [then(its.value)] : []));
      others.push(...(selected === null ? [] : [then(claimOf(selected.value))]));
    }
    const heldOut = apart.heldOut ? this.#heldOut.of(own, settings.runId, knownContents) : succeed(null);
    if (!heldOut.ok) {
      return heldOut;
    }
    const versions = this.#versionsOf(subject, stored);
    const key = JSON.stringify([settings.runId, settings.label, purpose, apart, keyOfKnown(knownContents), versions]);
    const struck =
      this.#strikes.get(key) ??
      strikes({ own, purpose, apart, claims: others, others: otherRankings, heldOut: heldOut.value });
    remember(this.#strikes, key, struck);
    return succeed({ ranking: ranking.value, surroundings: { facts, struck }, others });
  }

  /** Hashed, and reckoned once a list, because each names all older subsets of the other side, which name others in turn. */
  #keyOf(subset: StoredSubset, stored: readonly StoredSubset[]): string {
    const { row, definition } = subset;
    const keys = this.#keys.get(stored) ?? new Map<number, string>();
    this.#keys.set(stored, keys);
    const known = keys.get(row.id);
    if (known !== undefined) {
      return known;
    }
    const own = [definition, row.createdAt, row.name, row.runName];
    const key = hash('sha256', JSON.stringify([own, this.#versionsOf(subjectOf(subset), stored)]));
    keys.set(row.id, key);
    return key;
  }

  /** Changes with everything besides its definition that a subject's selection depends on. */
  #versionsOf(subject: Subject, stored: readonly StoredSubset[]): unknown[] {
    const { rankings, facts, guard } = this.#services;
    const versionOf = (of: SelectionSettings): number => {
      const ranking = rankings.get(of);
      return ranking.ok ? ranking.value.version : 0;
    };
    const others = otherSideOf(subject, stored).map((other) =>
      subject.isAfter(other) ? this.#keyOf(other, stored) : versionOf(other.settings),
    );
    return [versionOf(subject.settings), facts.version, guard.version, others];
  }
}

/** A family that could be judged again is looked at twice. */
const mostRemembered = 8;

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  const oldest = map.keys().next().value;
  if (map.size > mostRemembered && oldest !== undefined) {
    map.delete(oldest);
  }
}

function claimOf({ subset, ranking, selection }: SelectedSubset): OtherSide {
  return { name: subset.name, scores: ranking.scores, facts: ranking.facts, members: selection.members };
}

/** What was known of contents is the engine's own affair, and may be long. */
function subsetView(
  { row, rule, settings: { knownContents: _, ...settings } }: StoredSubset,
  { counts }: TierSelection,
  contents: SubsetContents,
): Subset {
  const { id, name, family, folder, runName, createdAt } = row;
  return {
    id,
    name,
    family,
    folder,
    rule,
    ruleInWords: shortRule(rule),
    settings,
    runName,
    createdAt,
    counts,
    contents,
  };
}
