import { fail, succeed, type Outcome } from '../../../contract/outcome.ts';
import { birdnetLayout } from './birdnet.ts';
import { flatLayout } from './flat.ts';
import type { Layout } from './layout.ts';
import { studyLayout } from './study.ts';

/** Every layout; the first is the default. A new one is one file and one line here. */
export const layouts: readonly Layout[] = [studyLayout, birdnetLayout, flatLayout];

/** Faults: `invalid-input` for an id that is not in the list. */
export function layoutById(id: string): Outcome<Layout> {
  const layout = layouts.find((each) => each.id === id);
  return layout === undefined
    ? fail('invalid-input', `There is no layout “${id}”. Choose one of ${layouts.map((each) => each.id).join(', ')}.`)
    : succeed(layout);
}
