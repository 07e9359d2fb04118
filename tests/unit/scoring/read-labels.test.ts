import { expect, test } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { guessLabelFormat, readLabels } from '../../../electron/core/scoring/read-labels.ts';

test.each([
  ['lines', 'Negative\nRADR\n', ['Negative', 'RADR']],
  [
    'lines',
    '\uFEFFRana draytonii_California Red-legged Frog\r\nBufo bufo_Common Toad\r\n',
    ['Rana draytonii_California Red-legged Frog', 'Bufo bufo_Common Toad'],
  ],
  [
    'audioset',
    'index,mid,display_name\n0,/m/09x0r,Speech\n1,/m/0ytgt,"Child speech, kid speaking"\n',
    ['Speech', 'Child speech, kid speaking'],
  ],
  [
    'csv',
    'idx;id;sci_name;com_name;class;order\n0;a;Rana temporaria;Common Frog;Amphibia;Anura\n',
    ['Rana temporaria'],
  ],
] as const)('%s label files are recognised and read in output order', (format, text, labels) => {
  expect(guessLabelFormat(text.replace('\uFEFF', ''))).toBe(format);
  expect(unwrap(readLabels(text, format))).toEqual(labels);
});

test('an empty label file is a fault that says what to do', () => {
  expect(readLabels('\n\n', 'lines')).toMatchObject({ ok: false, fault: { code: 'manifest-invalid' } });
});
