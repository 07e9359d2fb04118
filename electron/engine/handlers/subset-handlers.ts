import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { OperationParsedInput } from '../../contract/operations.ts';
import type { Subset } from '../../contract/subsets.ts';
import { familyPresets } from '../../core/subsets/family-presets.ts';
import { folderProblem } from '../../core/subsets/folder-words.ts';
import { selectTier } from '../../core/subsets/select-tier.ts';
import type { Handlers } from '../../rpc/dispatch.ts';
import type { EngineContext } from '../engine-context.ts';
import type { Rankings } from '../rankings.ts';
import type { SubsetMembers } from '../subset-members.ts';

type SubsetOperations = 'subset/presets' | 'subset/preview' | 'subset/create-family' | 'subset/list' | 'subset/remove';

/** Tier families: previewed, made, listed. */
export function subsetHandlers(
  context: EngineContext,
  rankings: Rankings,
  members: SubsetMembers,
): Handlers<SubsetOperations> {
  const { queries, events } = context;
  const list = (): Outcome<Subset[]> => {
    const subsets: Subset[] = [];
    for (const row of queries.subsets.list()) {
      const selected = members.select(row.id);
      if (!selected.ok) {
        return selected;
      }
      subsets.push(selected.value.subset);
    }
    return succeed(subsets);
  };
  return {
    'subset/presets': () => succeed([...familyPresets]),
    'subset/preview': ({ settings, tiers }) => {
      const ranking = rankings.get(settings);
      return ranking.ok
        ? succeed(tiers.map((tier) => selectTier(ranking.value.scores, tier.rule, settings).counts))
        : ranking;
    },
    'subset/create-family': (input) => {
      const ids = createFamily(context, rankings, input);
      if (!ids.ok) {
        return ids;
      }
      events.announce('subset/changed', {});
      const subsets = list();
      return subsets.ok ? succeed(subsets.value.filter((subset) => ids.value.includes(subset.id))) : subsets;
    },
    'subset/list': list,
    'subset/remove': ({ subsetIds }) => {
      subsetIds.forEach((id) => {
        queries.subsets.remove(id);
      });
      events.announce('subset/changed', {});
      return succeed({});
    },
  };
}

function createFamily(
  context: EngineContext,
  rankings: Rankings,
  { family, settings, tiers }: OperationParsedInput<'subset/create-family'>,
): Outcome<number[]> {
  const ranking = rankings.get(settings);
  if (!ranking.ok) {
    return ranking;
  }
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
  const createdAt = context.now();
  return succeed(
    context.queries.transaction(() =>
      tiers.map((tier) =>
        context.queries.subsets.upsert({
          family,
          name: tier.name,
          folder: tier.folder,
          runLabelId: ranking.value.runLabelId,
          rule: JSON.stringify(tier.rule),
          settings: JSON.stringify(settings),
          createdAt,
        }),
      ),
    ),
  );
}
