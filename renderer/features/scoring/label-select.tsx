import { MultiSelect } from '@mantine/core';
import type { Model } from '../../../electron/contract/models.ts';
import { countText } from '../../components/format.ts';

interface LabelSelectProps {
  readonly model: Model;
  readonly labels: readonly string[];
  readonly onChange: (labels: readonly string[]) => void;
}

const MOST_SHOWN = 60;

/** Target labels: the model's own suggestions first, the rest by search. */
export function LabelSelect({ model, labels, onChange }: LabelSelectProps) {
  return (
    <MultiSelect
      label="Target labels"
      description={`What you are looking for; ${countText(model.labels.length)} to choose from.`}
      placeholder={labels.length === 0 ? 'Type to search' : ''}
      data={labelGroups(model)}
      value={[...labels]}
      onChange={onChange}
      searchable
      hidePickedOptions
      limit={MOST_SHOWN}
      nothingFoundMessage="The model knows no such label"
    />
  );
}

/** Grouped options; a model that suggests nothing has one plain list. */
export function labelGroups(model: Pick<Model, 'labels' | 'manifest'>) {
  const suggested = model.manifest.suggestedTargets.filter((label) => model.labels.includes(label));
  const rest = model.labels.filter((label) => !suggested.includes(label));
  if (suggested.length === 0) {
    return rest;
  }
  return [{ group: 'Suggested', items: suggested }, ...(rest.length > 0 ? [{ group: 'All labels', items: rest }] : [])];
}
