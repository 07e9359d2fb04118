import { expect, test } from 'vitest';
import type { LeakageCheck } from '../../../electron/contract/leakage.ts';
import type { LeakageEntry } from '../../../electron/core/leakage/leakage-entry.ts';
import { indexEntries } from '../../../electron/core/leakage/leakage-index.ts';
import { alarmMessages, leakageMessages, unknownMessages } from '../../../electron/core/leakage/leakage-messages.ts';
import { noAliases } from '../../../electron/core/leakage/recorder-key.ts';
import { countShared } from '../../../electron/core/leakage/shared-entries.ts';
import { entriesOfPath } from '../../../electron/core/leakage/table-rows.ts';

const training = [
  'positive_low_grunt_02_ASU_20240301_210500.wav',
  'positive_low_grunt_02_ASU_20240301_220000.wav',
  'pond.wav',
].flatMap(entriesOfPath);

function shared(entries: readonly LeakageEntry[]) {
  return countShared(indexEntries(training, noAliases), entries, noAliases);
}

test('a row that is found by its name and by its time counts once', () => {
  expect(shared(entriesOfPath('positive_low_grunt_02_ASU_20240301_210500.wav'))).toEqual({
    exact: 0,
    strong: 1,
    weak: 0,
  });
  expect(shared(entriesOfPath('pond.wav'))).toEqual({ exact: 0, strong: 1, weak: 0 });
});

test('another clip of the same sound is found by its time, another minute by its night', () => {
  expect(shared(entriesOfPath('negative_02_ASU_20240301_210501.wav'))).toEqual({ exact: 0, strong: 1, weak: 0 });
  expect(shared(entriesOfPath('negative_02_ASU_20240301_233000.wav'))).toEqual({ exact: 0, strong: 0, weak: 1 });
  expect(shared(entriesOfPath('negative_03_ASU_20240301_233000.wav'))).toEqual({ exact: 0, strong: 0, weak: 0 });
});

const none = { exact: 0, strong: 0, weak: 0 };
const clean: Omit<LeakageCheck, 'messages'> = {
  modelId: 1,
  modelName: 'stage4',
  provenance: 'known',
  note: '',
  total: 1030,
  counts: none,
  withoutRecorderOrTime: 0,
  withoutHash: 0,
  examples: [],
  heldOut: { state: 'known', splits: [], examples: [] },
};

test('nothing found and nothing known are two sentences', () => {
  expect(leakageMessages(clean)).toEqual(['None of 1,030 recordings was found in what is known of the training data.']);
  const unknown = { ...clean, provenance: 'not-known' as const };
  expect(leakageMessages(unknown)).toEqual(unknownMessages(unknown));
  expect(unknownMessages(unknown)[0]).toMatch(/not known what “stage4” was trained on/u);
});

test('alarms name the grade, the split and how many of how many', () => {
  const inTraining = { exact: 1, strong: 2, weak: 9 };
  const splits = [
    { split: 'train', heldOut: false, counts: { ...none, strong: 7 }, inTraining },
    { split: 'val', heldOut: true, counts: { exact: 1, strong: 1, weak: 4 }, inTraining },
  ];
  const check = { ...clean, counts: { exact: 1, strong: 0, weak: 5 }, heldOut: { ...clean.heldOut, splits } };
  expect(alarmMessages(check)).toEqual([
    '1 of 1,030 recordings are training data of “stage4”, byte for byte.',
    '5 of 1,030 recordings come from a recorder and night that “stage4” was trained on.',
    '2 of 1,030 recordings belong to the split “val”, which training must not see.',
    '4 of 1,030 recordings come from a recorder and night of the split “val”.',
    '3 recordings of the held-out split “val” are training data of “stage4”: its results there are too good.',
  ]);
  expect(leakageMessages(check).at(-1)).toBe('7 of 1,030 recordings are in the split “train” already.');
});
