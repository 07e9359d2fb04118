import { numberOf, type Dialect } from '../dialect.ts';
import { placeOfRow } from './kaleidoscope.ts';

/** The largest distance that Kaleidoscope Pro lets a cluster have. */
const farthest = 2;

/** Cluster analysis states how far a sound lies from its cluster: the nearer, the higher it must rank. */
export const kaleidoscopeClusterDialect: Dialect = {
  id: 'kaleidoscope-cluster',
  label: 'Kaleidoscope cluster.csv',
  description: 'TOP1MATCH and TOP1DIST of a cluster analysis; the score is 1 − distance ⁄ 2',
  recognises: ({ columns }) => ['in file', 'top1match', 'top1dist'].every((name) => columns.has(name)),
  reader: (head) => {
    const place = placeOfRow(head);
    const [match, distance] = [head.columns.get('top1match') ?? -1, head.columns.get('top1dist') ?? -1];
    return (cells) => {
      const far = numberOf(cells[distance]);
      const score = far >= 0 && far <= farthest ? String(1 - far / farthest) : (cells[distance] ?? '');
      return { ...place(cells), names: [cells[match] ?? ''], score, model: '' };
    };
  },
  scale: () => 'confidence',
};
