import { hash } from 'node:crypto';
import type { SubsetRow } from '../../db/queries/subset-queries.ts';
import { succeed, type Outcome } from '../contract/outcome.ts';
import {
  selectionSettingsSchema,
  subsetRuleSchema,
  type SelectionSettings,
  type Subset,
  type SubsetRule,
  type Tier,
} from '../contract/subsets.ts';
import { shortRule } from '../core/subsets/rules/index.ts';
import {
  innerRules,
  selectFamily,
  selectTier,
  type Surroundings,
  type TierSelection,
} from '../core/subsets/select-tier.ts';
import { strikes, type Claim } from '../core/subsets/kept-apart.ts';
import type { EngineContext } from './engine-context.ts';
import { createHeldOutMarks } from './held-out-marks.ts';
import type { LeakageGuard } from './leakage-guard.ts';
import type { LibraryFacts } from './library-facts.ts';
import type { Ranking, Rankings } from './rankings.ts';

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
  recordingIds(subsetId: number): ReadonlySet<number>;
  /** Tiers that are not made yet; it is as if they were made now, in place of subsets with the same folders. */
  draft(settings: SelectionSettings, tiers: readonly Tier[]): Outcome<DraftFamily>;
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

/** A subset, or a draft of one, among the others. */
interface Subject {
  readonly settings: SelectionSettings;
  /** Lower-case; whoever has one of these folders is the subject itself. */
  readonly folders: ReadonlySet<string>;
  /** Who comes before it; a draft comes after all. */
  readonly isAfter: (other: StoredSubset) => boolean;
}

interface StoredSubset {
  readonly row: SubsetRow;
  readonly rule: SubsetRule;
  readonly settings: SelectionSettings;
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
  readonly #known = new Map<number, { readonly key: string; readonly selected: SelectedSubset }>();
  readonly #keys = new WeakMap<readonly StoredSubset[], Map<number, string>>();
  /** What is kept apart is the same for all tiers of a family. */
  readonly #strikes = new Map<string, Uint8Array>();

  constructor(context: EngineContext, services: MembersServices) {
    this.#context = context;
    this.#services = services;
    this.#heldOut = createHeldOutMarks(context, services.guard);
  }

  prepare(): Promise<void> {
    return this.#heldOut.prepare();
  }

  heldOutSplitOf(runId: number, recordingId: number): string | null {
    return this.#heldOut.splitOf(runId, recordingId);
  }

  select(subsetId: number): Outcome<SelectedSubset> {
    const stored = this.#stored();
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

  definition(subsetId: number): string {
    const stored = this.#stored();
    const subset = stored.find(({ row }) => row.id === subsetId);
    return subset === undefined ? '' : this.#keyOf(subset, stored);
  }

  draft({ inner: _, ...settings }: SelectionSettings, tiers: readonly Tier[]): Outcome<DraftFamily> {
    const folders = new Set(tiers.map(({ folder }) => folder.toLowerCase()));
    const surrounded = this.#surround({ settings, folders, isAfter: () => true }, this.#stored());
    if (!surrounded.ok) {
      return surrounded;
    }
    const { ranking, surroundings, others } = surrounded.value;
    const rules = tiers.map(({ rule }) => rule);
    const selections = selectFamily(ranking.scores, rules, settings, surroundings);
    const nests = settings.nest === true && rules.length > 1;
    const innerOf = nests ? innerRules(ranking.scores, rules, settings, surroundings) : rules.map(() => []);
    return succeed({ ranking, selections, inner: innerOf, struck: surroundings.struck, others });
  }

  #stored(): StoredSubset[] {
    return this.#context.queries.subsets.list().map((row) => ({
      row,
      rule: subsetRuleSchema.parse(JSON.parse(row.rule)),
      settings: selectionSettingsSchema.parse(JSON.parse(row.settings)),
    }));
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
    const selected = { subset: subsetView(subset, selection), ranking, selection };
    this.#known.set(subset.row.id, { key, selected });
    return succeed(selected);
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
    const { apart, purpose } = settings;
    const ranking = this.#services.rankings.get(settings);
    if (!ranking.ok) {
      return ranking;
    }
    const { facts } = ranking.value;
    if (apart === undefined) {
      return succeed({ ranking: ranking.value, surroundings: { facts, struck: null }, others: [] });
    }
    const others: OtherSide[] = [];
    const otherRankings: Ranking[] = [];
    for (const other of otherSideOf(subject, stored)) {
      const selected = subject.isAfter(other) ? this.#select(other, stored) : null;
      const its = this.#services.rankings.get(other.settings);
      if (selected?.ok === false) {
        return selected;
      }
      otherRankings.push(...(its.ok ? [its.value] : []));
      others.push(...(selected === null ? [] : [claimOf(selected.value)]));
    }
    const heldOut = apart.heldOut ? this.#heldOut.of(ranking.value, settings.runId) : succeed(null);
    if (!heldOut.ok) {
      return heldOut;
    }
    const key = JSON.stringify([settings.runId, settings.label, purpose, apart, this.#versionsOf(subject, stored)]);
    const struck =
      this.#strikes.get(key) ??
      strikes({ own: ranking.value, purpose, apart, claims: others, others: otherRankings, heldOut: heldOut.value });
    remember(this.#strikes, key, struck);
    return succeed({ ranking: ranking.value, surroundings: { facts, struck }, others });
  }

  /** Hashed, and reckoned once a list, because each names all older subsets of the other side, which name others in turn. */
  #keyOf(subset: StoredSubset, stored: readonly StoredSubset[]): string {
    const { row } = subset;
    const keys = this.#keys.get(stored) ?? new Map<number, string>();
    this.#keys.set(stored, keys);
    const known = keys.get(row.id);
    if (known !== undefined) {
      return known;
    }
    const definition = [row.rule, row.settings, row.createdAt, row.name, row.runName];
    const key = hash('sha256', JSON.stringify([definition, this.#versionsOf(subjectOf(subset), stored)]));
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

const mostRemembered = 4;

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  const oldest = map.keys().next().value;
  if (map.size > mostRemembered && oldest !== undefined) {
    map.delete(oldest);
  }
}

function subjectOf({ row, settings }: StoredSubset): Subject {
  return {
    settings,
    folders: new Set([row.folder.toLowerCase()]),
    isAfter: ({ row: other }) =>
      other.createdAt === row.createdAt ? other.id < row.id : other.createdAt < row.createdAt,
  };
}

/** Subsets of the other purpose for the same label, where the subject keeps apart from them. */
function otherSideOf({ settings, folders }: Subject, stored: readonly StoredSubset[]): StoredSubset[] {
  return settings.apart?.otherSide === true
    ? stored.filter(
        ({ row, settings: other }) =>
          other.purpose !== settings.purpose &&
          other.label === settings.label &&
          !folders.has(row.folder.toLowerCase()),
      )
    : [];
}

function claimOf({ subset, ranking, selection }: SelectedSubset): OtherSide {
  return { name: subset.name, scores: ranking.scores, facts: ranking.facts, members: selection.members };
}

function subsetView({ row, rule, settings }: StoredSubset, selection: TierSelection): Subset {
  const { id, name, family, folder, runName, createdAt } = row;
  const { counts } = selection;
  return { id, name, family, folder, rule, ruleInWords: shortRule(rule), settings, runName, createdAt, counts };
}
