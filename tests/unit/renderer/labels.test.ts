import { expect, test } from 'vitest';
import { bestMatches, labelGroups } from '../../../renderer/features/scoring/label-select.tsx';
import { bundledFirst } from '../../../renderer/features/scoring/score-dialog.tsx';

type LabelledModel = Parameters<typeof labelGroups>[0];
type AnyModel = Parameters<typeof bundledFirst>[0][number];

test('suggested labels come first, unknown suggestions not at all', () => {
  const model = { labels: ['Owl', 'Frog', 'Rain'], manifest: { suggestedTargets: ['Frog', 'Toad'] } } as LabelledModel;
  expect(labelGroups(model)).toEqual([
    { group: 'Suggested', items: ['Frog'] },
    { group: 'All labels', items: ['Owl', 'Rain'] },
  ]);
  expect(labelGroups({ ...model, manifest: { ...model.manifest, suggestedTargets: [] } })).toEqual([
    'Owl',
    'Frog',
    'Rain',
  ]);
});

test('what begins with the search comes before what contains it', () => {
  const item = (label: string) => ({ value: label, label, disabled: false });
  const options = [
    { group: 'Suggested', items: [item('Frog')] },
    { group: 'All labels', items: [item('Howl'), item('Growling'), item('Owl')] },
  ];
  expect(bestMatches(options, 'owl')).toEqual([
    { group: 'All labels', items: [item('Owl'), item('Howl'), item('Growling')] },
  ]);
  expect(bestMatches([item('Howl'), item('Owl'), item('Rain')], ' OWL ')).toEqual([item('Owl'), item('Howl')]);
});

test('the bundled model comes first, then the newest', () => {
  const models = [
    { id: 1, bundled: false },
    { id: 2, bundled: true },
    { id: 3, bundled: false },
  ] as AnyModel[];
  expect(bundledFirst(models).map(({ id }) => id)).toEqual([2, 3, 1]);
});
