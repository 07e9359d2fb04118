import type { SubsetRow } from '../../db/queries/subset-queries.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import {
  selectionSettingsSchema,
  subsetRuleSchema,
  type SelectionSettings,
  type Subset,
  type SubsetRule,
} from '../contract/subsets.ts';
import { selectTier, type TierSelection } from '../core/subsets/select-tier.ts';
import type { EngineContext } from './engine-context.ts';
import type { Ranking, Rankings } from './rankings.ts';

export interface SelectedSubset {
  readonly subset: Subset;
  readonly ranking: Ranking;
  readonly selection: TierSelection;
}

/** Subsets are a rule plus the decisions that apply: their members are reckoned when asked for, never stored. */
export interface SubsetMembers {
  select(subsetId: number): Outcome<SelectedSubset>;
  recordingIds(subsetId: number): ReadonlySet<number>;
  /** Changes when the subset is made anew with another rule or other settings. */
  definition(subsetId: number): string;
}

export function createSubsetMembers(context: EngineContext, rankings: Rankings): SubsetMembers {
  const select = (subsetId: number): Outcome<SelectedSubset> => {
    const row = context.queries.subsets.byId(subsetId);
    if (row === undefined) {
      return fail('not-found', 'This subset is no longer in the library.');
    }
    const ranking = rankings.get({ runId: row.runId, label: row.label });
    if (!ranking.ok) {
      return ranking;
    }
    const { rule, settings } = readSubset(row);
    const selection = selectTier(ranking.value.scores, rule, settings);
    return succeed({ subset: subsetView(row, rule, settings, selection), ranking: ranking.value, selection });
  };
  return {
    select,
    definition: (subsetId) => {
      const row = context.queries.subsets.byId(subsetId);
      return row === undefined ? '' : `${row.rule} ${row.settings}`;
    },
    recordingIds: (subsetId) => {
      const selected = select(subsetId);
      if (!selected.ok) {
        return new Set();
      }
      const { ranking, selection } = selected.value;
      return new Set(Array.from(selection.members, (place) => ranking.scores.recordingIds[place] ?? 0));
    },
  };
}

function readSubset(row: SubsetRow): { rule: SubsetRule; settings: SelectionSettings } {
  return {
    rule: subsetRuleSchema.parse(JSON.parse(row.rule)),
    settings: selectionSettingsSchema.parse(JSON.parse(row.settings)),
  };
}

function subsetView(row: SubsetRow, rule: SubsetRule, settings: SelectionSettings, selection: TierSelection): Subset {
  const { id, name, family, folder, runName, createdAt } = row;
  return { id, name, family, folder, rule, settings, runName, createdAt, counts: selection.counts };
}
