import { expect, it } from 'vitest';
import { table } from '../../../electron/cli/output.ts';

it('a name with control characters or marks of direction keeps to its cell', () => {
  expect(
    table(
      ['file', 'n'],
      [
        ['esc\u001b[31m\n.wav', '1'],
        ['left\u202egpj.wav', '2'],
        ['ä é 🐸.wav', '3'],
      ],
    ),
  ).toEqual([
    'file                 n',
    '───────────────────  ─',
    'esc\\x1b[31m\\x0a.wav  1',
    'left\\u202egpj.wav    2',
    'ä é 🐸.wav           3',
  ]);
});
