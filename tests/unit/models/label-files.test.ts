import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { findLabelFile } from '../../../electron/core/models/label-files.ts';
import { guessLabelFormat, readLabels } from '../../../electron/core/scoring/read-labels.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('label files of every kind', () => {
  test.each<[string, string, string[]]>([
    ['trailing blanks, empty lines, a byte order mark', '\uFEFFNegative \t\r\n\r\n RADR  \r\n', ['Negative', 'RADR']],
    [
      'lines with a comma here and there',
      'Speech\nChild speech, kid speaking\nFrog\n',
      ['Speech', 'Child speech, kid speaking', 'Frog'],
    ],
    ['two columns without a header', '0,Negative\n1,RADR\n', ['Negative', 'RADR']],
    ['the label first', 'Rana draytonii,3\nBufo bufo,4\n', ['Rana draytonii', 'Bufo bufo']],
    ['codes and names', 'ranadr1,Rana draytonii\nbufbuf1,Bufo bufo\n', ['Rana draytonii', 'Bufo bufo']],
    ['quoted commas', 'index;label\n0;"Frog, calling"\n1;Rain\n', ['Frog, calling', 'Rain']],
    ['tabs', 'id\tname\n1\tFrog\n2\tRain\n', ['Frog', 'Rain']],
    [
      'AudioSet',
      'index,mid,display_name\n0,/m/09x0r,Speech\n1,/m/0ytgt,"Child speech, kid speaking"\n',
      ['Speech', 'Child speech, kid speaking'],
    ],
    [
      'AudioSet without a header',
      '0,/m/09x0r,Speech\n1,/m/0ytgt,"Child speech, kid speaking"\n',
      ['Speech', 'Child speech, kid speaking'],
    ],
    ['old Mac lines', 'Negative\rRADR\r', ['Negative', 'RADR']],
  ])('%s', (_, text, labels) => {
    expect(unwrap(readLabels(text, guessLabelFormat(text)))).toEqual(labels);
  });

  test('a header of one column is told by the model’s count', () => {
    const text = 'inat2024_fsd50k\nRana draytonii\nBufo bufo\n';
    expect(unwrap(readLabels(text, guessLabelFormat(text), 2))).toEqual(['Rana draytonii', 'Bufo bufo']);
    expect(unwrap(readLabels(text, guessLabelFormat(text), 3))).toHaveLength(3);
  });
});

describe('the label file beside a model', () => {
  const root = temporaryFolder();
  let folder = '';
  let count = 0;
  const write = (name: string, labels: number): void => {
    writeFileSync(join(folder, name), Array.from({ length: labels }, (_, index) => `label ${index}`).join('\n'));
  };
  const find = async (widths: number[]): Promise<string | null> => {
    const file = await findLabelFile(join(folder, 'frog.v2.onnx'), widths);
    return file === null ? null : file.path.slice(folder.length + 1);
  };
  beforeEach(() => {
    count += 1;
    folder = join(root, String(count));
    mkdirSync(join(folder, 'labels'), { recursive: true });
  });

  test.each([
    'labels.txt',
    'frog.v2_Labels.txt',
    'labels.csv',
    'yamnet_class_map.csv',
    'label_names.csv',
    'frog.v2.txt',
  ])('%s is found', async (name) => {
    write(name, 3);
    expect(await find([3, 1024])).toBe(name);
  });

  test('its own name goes first, and one that fits before one that does not', async () => {
    write('labels.txt', 3);
    write('frog.v2_Labels.txt', 3);
    expect(await find([3])).toBe('frog.v2_Labels.txt');
    write('frog.v2_Labels.txt', 7);
    expect(await find([3])).toBe('labels.txt');
  });

  test('labels.txt that does not fit is reported, another model’s is left alone', async () => {
    write('other_Labels.txt', 9);
    expect(await find([3])).toBeNull();
    write('labels.txt', 9);
    expect(await find([3])).toBe('labels.txt');
  });

  test('BirdNET’s folder of a Raven export', async () => {
    write(join('labels', 'label_names.csv'), 3);
    expect(await find([3])).toBe(join('labels', 'label_names.csv'));
  });

  test('none is none', async () => {
    writeFileSync(join(folder, 'notes.txt'), 'Battery changed at noon.');
    expect(await find([1])).toBeNull();
  });
});
