import { Switch } from '@mantine/core';
import { leftOutByQuality } from '../../../electron/contract/quality-words.ts';
import type { RankingKey } from '../../../electron/contract/ranking.ts';
import type { FamilyScope } from '../../../electron/contract/subsets.ts';
import { useLastingQuery } from '../../api/use-query.ts';
import type { FamilyDraft } from './family-draft.ts';

interface QualityChoiceProps {
  readonly draft: FamilyDraft;
  readonly ranking: RankingKey;
  readonly onChange: (draft: FamilyDraft) => void;
}

/** Only where the recordings in scope differ in quality, or where a choice was made before they did not. */
export function QualityChoice({ draft, ranking, onChange }: QualityChoiceProps) {
  const [sourceIds, roles] = [[...draft.sourceIds], draft.roles === null ? null : [...draft.roles]];
  const scope = useLastingQuery(
    'subset/scope',
    sourceIds.length === 0 ? null : { ...ranking, purpose: draft.purpose, sourceIds, roles },
  ).data;
  const offered = scope?.lowQualities ?? draft.qualities;
  return offered === null || scope === undefined ? null : (
    <Switch
      label="Only low quality"
      description={qualityText(scope.qualityCounts, draft.qualities)}
      checked={draft.qualities !== null}
      onChange={(event) => {
        onChange({ ...draft, qualities: event.currentTarget.checked ? offered : null });
      }}
    />
  );
}

/** What the switch leaves out, or what there is that it would. */
export function qualityText(counts: FamilyScope['qualityCounts'], chosen: FamilyDraft['qualities']): string {
  const { high, medium, low, none } = counts;
  return (
    leftOutByQuality(counts, chosen) ??
    `${high + medium} of ${high + medium + low + none} are high or medium${chosen === null ? ' and taken too' : ''}`
  );
}
