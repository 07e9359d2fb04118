import { describe, expect, test } from 'vitest';
import { audacityDialect } from '../../../electron/core/import/dialects/audacity.ts';
import type { DialectRow } from '../../../electron/core/import/dialect.ts';

function rowOf(label: string): DialectRow {
  const cells = ['0.0', '3.0', label];
  const columns = new Map<string, number>();
  const head = { fileName: 'x.txt', cells, columns, samples: [], mapping: null, isWanted: () => true };
  return audacityDialect.reader(head)?.(cells) as DialectRow;
}

describe('The label of an Audacity row', () => {
  test.each(['sp10', 'RADR1', 'noise_0', 'noise_1', 'sp 10', 'type 1', '0.93', 'v1.2', 'RADR (2)', 'RADR 1900'])(
    '“%s” is a name, and states no score',
    (label) => {
      expect(rowOf(label)).toMatchObject({ names: [label], score: '1', isMark: true });
    },
  );

  test.each([
    ['Rana draytonii 0.93', 'Rana draytonii', '0.93'],
    ['RADR (93 %)', 'RADR', '93 %'],
    ['RADR [1]', 'RADR', '1'],
    ['RADR: ( 0,5 )', 'RADR', '0,5'],
    ['RADR;100%', 'RADR', '100%'],
    ['sp10 | .5', 'sp10', '.5'],
    [`RADR${' '.repeat(100)}0.954800009727478`, 'RADR', '0.954800009727478'],
  ])('“%s” is %s and %s', (label, name, score) => {
    expect(rowOf(label)).toMatchObject({ names: [name], score, isMark: false });
  });

  test('a long label of blanks or numbers is read at once', () => {
    const began = performance.now();
    for (const filling of [' ', '(', '0', ' 0.5', ' ( ']) {
      rowOf(`a${filling.repeat(50_000)}b`);
      rowOf(`a${filling.repeat(50_000)}0.5`);
    }

    expect(performance.now() - began).toBeLessThan(500);
  });
});
