import { expect, test } from 'vitest';
import { nearNames } from '../../../electron/cli/near-names.ts';

const labels = ['frog', 'Frog_call', 'cricket', 'Rana draytonii', 'rain', 'background'];

test.each([
  ['Frog', ['frog', 'Frog_call']],
  ['rana-draytonii', ['Rana draytonii']],
  ['criket', ['cricket']],
  ['draytonii', ['Rana draytonii']],
  ['backgruond', ['background']],
  ['owl', []],
])('“%s” may have meant %j', (typed, near) => {
  expect(nearNames(typed, labels)).toEqual(near);
});
