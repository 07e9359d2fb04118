import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { OperationParsedInput } from '../../contract/operations.ts';
import type { Subset, SubsetOverlap, Tier } from '../../contract/subsets.ts';
import { familyPresets } from '../../core/subsets/family-presets.ts';
import { folderProblem } from '../../core/subsets/folder-words.ts';
import { countUnknown, overlapMatrix } from '../../core/subsets/overlap.ts';
import { parseRule, ruleDescriptions } from '../../core/subsets/rules/index.ts';
import type { Handlers } from '../../rpc/dispatch.ts';
import type { EngineContext } from '../engine-context.ts';
import { leftOutOf } from '../left-out.ts';
import { readStoredSubsets, withTheirFamilies } from '../stored-subsets.ts';
import type { SelectedSubset, SubsetMembers } from '../subset-members.ts';

type SubsetOperations =
  | 'subset/presets'
  | 'subset/rules'
  | 'subset/preview'
  | 'subset/create-family'
  | 'subset/list'
  | 'subset/overlap'
  | 'subset/left-out'
  | 'subset/judge-again'
  | 'subset/remove';

/** Tier families: previewed, made, listed, compared. */
export function subsetHandlers(context: EngineContext, members: SubsetMembers): Handlers<SubsetOperations> {
  const { queries, events } = context;
  const list = (): Outcome<Subset[]> => subsetsOf(members.selectAll());
  return {
    'subset/presets': () => succeed([...familyPresets]),
    'subset/rules': () => succeed(ruleDescriptions()),
    'subset/preview': async ({ settings, tiers }) => {
      const parsed = parseTiers(tiers);
      if (!parsed.ok) {
        return parsed;
      }
      await members.prepare();
      const draft = members.draft(settings, parsed.value);
      return draft.ok ? succeed(draft.value.selections.map(({ counts }) => counts)) : draft;
    },
    'subset/create-family': async (input) => {
      const parsed = parseTiers(input.tiers);
      if (!parsed.ok) {
        return parsed;
      }
      await members.prepare();
      const ids = createFamily(context, members, { ...input, tiers: parsed.value });
      if (!ids.ok) {
        return ids;
      }
      events.announce('subset/changed', {});
      const subsets = list();
      return subsets.ok ? succeed(subsets.value.filter((subset) => ids.value.includes(subset.id))) : subsets;
    },
    'subset/list': async () => {
      await members.prepare();
      return list();
    },
    'subset/overlap': async ({ subsetIds }) => {
      await members.prepare();
      const selected = members.selectAll(subsetIds);
      return selected.ok ? succeed(overlap(selected.value)) : selected;
    },
    'subset/left-out': async (input) => {
      const parsed = parseTiers([input.tier]);
      const [tier] = parsed.ok ? parsed.value : [];
      if (!parsed.ok || tier === undefined) {
        return parsed.ok ? fail('invalid-input', 'There is no tier to look at.') : parsed;
      }
      await members.prepare();
      return leftOutOf(context, members, { ...input, tier });
    },
    'subset/judge-again': async ({ subsetIds }) => {
      await members.prepare();
      return judgeAgain(context, members, subsetIds);
    },
    'subset/remove': ({ subsetIds }) => {
      subsetIds.forEach((id) => {
        queries.subsets.remove(id);
      });
      events.announce('subset/changed', {});
      return succeed({});
    },
  };
}

/** Rules come in as they were typed: each is checked by its own kind, and its defaults are filled in. */
function parseTiers(tiers: readonly Tier[]): Outcome<Tier[]> {
  const parsed: Tier[] = [];
  for (const tier of tiers) {
    const rule = parseRule(tier.rule);
    if (!rule.ok) {
      return fail(rule.fault.code, `${tier.name}: ${rule.fault.message}`);
    }
    parsed.push({ ...tier, rule: rule.value });
  }
  return succeed(parsed);
}

function subsetsOf(selected: Outcome<SelectedSubset[]>): Outcome<Subset[]> {
  return selected.ok ? succeed(selected.value.map(({ subset }) => subset)) : selected;
}

/** Stores what is known of contents now with the subsets and the tiers they were made with; tells of all of those. */
function judgeAgain(context: EngineContext, members: SubsetMembers, subsetIds: readonly number[]): Outcome<Subset[]> {
  const { queries, events } = context;
  const judged = queries.transaction(() =>
    withTheirFamilies(subsetIds, readStoredSubsets(context)).map(({ row, rule, settings }) => {
      const knownContents = members.knownContents(settings, [rule, ...(settings.inner ?? [])]);
      return queries.subsets.upsert({ ...row, settings: JSON.stringify({ ...settings, knownContents }) });
    }),
  );
  events.announce('subset/changed', {});
  return subsetsOf(members.selectAll(judged));
}

function overlap(selected: readonly SelectedSubset[]): SubsetOverlap {
  const compared = selected.map(({ ranking: { scores, facts }, selection: { members } }) => ({
    scores,
    facts,
    members,
  }));
  return {
    subsets: selected.map(({ subset, ranking: { scores, facts }, selection: { members } }) => ({
      subsetId: subset.id,
      name: subset.name,
      family: subset.family,
      purpose: subset.settings.purpose,
      files: members.length,
      ...countUnknown({ scores, facts, members }),
    })),
    cells: overlapMatrix(compared),
  };
}

function createFamily(
  context: EngineContext,
  members: SubsetMembers,
  { family, settings, tiers }: OperationParsedInput<'subset/create-family'>,
): Outcome<number[]> {
  const folders = tiers.map((tier) => tier.folder.toLowerCase());
  if (new Set(folders).size !== folders.length) {
    return fail('invalid-input', 'Two tiers would be written to the same folder. Give each its own.');
  }
  for (const tier of tiers) {
    const problem = folderProblem(tier.folder, settings.purpose);
    if (problem !== null) {
      return { ok: false, fault: problem };
    }
  }
  const drafted = members.draft(settings, tiers);
  if (!drafted.ok) {
    return drafted;
  }
  const { ranking, inner } = drafted.value;
  const knownContents = members.knownContents(
    settings,
    tiers.map(({ rule }) => rule),
  );
  const createdAt = context.now();
  return succeed(
    context.queries.transaction(() =>
      tiers.map((tier, place) =>
        context.queries.subsets.upsert({
          family,
          name: tier.name,
          folder: tier.folder,
          runLabelId: ranking.runLabelId,
          rule: JSON.stringify(tier.rule),
          settings: JSON.stringify({ ...settings, inner: inner[place] ?? [], knownContents }),
          createdAt,
        }),
      ),
    ),
  );
}
