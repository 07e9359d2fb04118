import { isOptionsGroup, MultiSelect, type ComboboxItem, type ComboboxParsedItem } from '@mantine/core';
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
      filter={({ options, search }) => bestMatches(options, search)}
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

/** Labels that contain what was typed; those that begin with it come first. */
export function bestMatches(options: ComboboxParsedItem[], search: string): ComboboxParsedItem[] {
  const wanted = search.trim().toLowerCase();
  return options
    .map((option) =>
      isOptionsGroup(option) ? { ...option, items: option.items.filter(fits(wanted)).sort(byPlace(wanted)) } : option,
    )
    .filter((option) => (isOptionsGroup(option) ? option.items.length > 0 : fits(wanted)(option)))
    .sort((a, b) => (isOptionsGroup(a) || isOptionsGroup(b) ? 0 : byPlace(wanted)(a, b)));
}

function fits(wanted: string): (item: ComboboxItem) => boolean {
  return ({ label }) => label.toLowerCase().includes(wanted);
}

function byPlace(wanted: string): (a: ComboboxItem, b: ComboboxItem) => number {
  const place = ({ label }: ComboboxItem): number => (label.toLowerCase().startsWith(wanted) ? 0 : 1);
  return (a, b) => place(a) - place(b);
}
