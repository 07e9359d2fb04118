import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dialogOfDrop, takeDropped, type DroppedFile } from '../../../renderer/app/take-dropped.ts';
import {
  inspectedLabels,
  labelChoiceOf,
  labelChoiceOfPath,
  usedLabels,
} from '../../../renderer/features/models/label-choice.ts';
import { folderOf, nameOf } from '../../../renderer/features/folders/folder-of.ts';
import { useWorkspace, type DroppedLabels } from '../../../renderer/state/workspace.ts';

const file = (name: string, path: string | null = null, size = 12): DroppedFile => ({
  name,
  size,
  path,
  text: () => Promise.resolve(`text of ${name}`),
});
const labels: DroppedLabels = { name: 'labels.txt', path: null, text: 'frog\nrain' };

beforeEach(() => {
  useWorkspace.getState().close();
});
afterEach(() => {
  vi.restoreAllMocks();
});

test('a folder is a source', () => {
  expect(dialogOfDrop([file('DATA', '/media/DATA')], null, null)).toEqual({
    kind: 'add-source',
    path: '/media/DATA',
    folderName: 'DATA',
  });
  expect(dialogOfDrop([], null, null)).toBeNull();
});

test('a model brings its labels with it', () => {
  const dialog = dialogOfDrop([file('labels.txt'), file('Frog.ONNX')], labels, null);
  expect(dialog).toEqual({ kind: 'add-model', dropped: { round: 1, fileName: 'Frog.ONNX', path: null, labels } });
});

test('labels that come after the model join it, and those before wait for it', () => {
  const open = {
    kind: 'add-model',
    dropped: { round: 3, fileName: 'a.onnx', path: '/m/a.onnx', labels: null },
  } as const;
  expect(dialogOfDrop([file('labels.txt')], labels, open)).toEqual({
    kind: 'add-model',
    dropped: { ...open.dropped, labels },
  });
  const first = dialogOfDrop([file('labels.txt')], labels, null);
  expect(first).toEqual({ kind: 'add-model', dropped: { round: 0, fileName: null, path: null, labels } });
  expect(dialogOfDrop([file('a.onnx')], null, first)).toMatchObject({
    dropped: { round: 1, fileName: 'a.onnx', labels },
  });
});

test('another model begins anew, without the labels of the one before', () => {
  const open = { kind: 'add-model', dropped: { round: 1, fileName: 'a.onnx', path: null, labels } } as const;
  expect(dialogOfDrop([file('b.onnx')], null, open)).toEqual({
    kind: 'add-model',
    dropped: { round: 2, fileName: 'b.onnx', path: null, labels: null },
  });
});

test('a browser’s label file is read, as its place is not known; a path is enough elsewhere', async () => {
  await takeDropped([file('labels.csv')]);
  expect(useWorkspace.getState().dialog).toMatchObject({
    dropped: { labels: { name: 'labels.csv', path: null, text: 'text of labels.csv' } },
  });
  await takeDropped([file('labels.csv', '/m/labels.csv'), file('a.onnx', '/m/a.onnx')]);
  expect(useWorkspace.getState().dialog).toMatchObject({
    dropped: { path: '/m/a.onnx', labels: { path: '/m/labels.csv', text: null } },
  });
});

test('a table too large for labels is left where it is, and opens nothing', async () => {
  await takeDropped([file('everything.csv', null, 90_000_000)]);
  expect(useWorkspace.getState().dialog).toBeNull();
});

test('labels reach the engine as a path or as a text, and a text is in the manifest after the look', () => {
  expect(inspectedLabels(labelChoiceOf(null))).toEqual({});
  expect(inspectedLabels(labelChoiceOf(labels))).toEqual({ labelsText: 'frog\nrain' });
  expect(usedLabels(labelChoiceOf(labels))).toEqual({});
  const chosen = labelChoiceOf({ name: 'l.txt', path: '/m/l.txt', text: null });
  expect([inspectedLabels(chosen), usedLabels(chosen)]).toEqual([
    { labelsPath: '/m/l.txt' },
    { labelsPath: '/m/l.txt' },
  ]);
  expect(labelChoiceOfPath('')).toEqual({ kind: 'found' });
});

test.each([
  ['/models/frog.onnx', '/models', 'frog.onnx'],
  ['/frog.onnx', '/', 'frog.onnx'],
  ['C:\\models\\frog.onnx', 'C:\\models', 'frog.onnx'],
  ['C:\\frog.onnx', 'C:\\', 'frog.onnx'],
  ['frog.onnx', null, 'frog.onnx'],
  ['', null, ''],
])('%s lies in %s', (path, folder, name) => {
  expect(folderOf(path)).toBe(folder);
  expect(nameOf(path)).toBe(name);
});
