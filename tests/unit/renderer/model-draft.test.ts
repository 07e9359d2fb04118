import { expect, test } from 'vitest';
import { modelManifestSchema } from '../../../electron/contract/models.ts';
import {
  draftProblems,
  editOfSuggestion,
  problemOfFault,
  problemOfWarning,
  withEdits,
} from '../../../renderer/features/models/manifest-draft.ts';

const manifest = modelManifestSchema.parse({
  manifestVersion: 1,
  id: 'frog',
  name: 'Frog',
  family: 'waveform',
  sampleRate: 12_000,
  windowSamples: 36_000,
  hopSamples: 36_000,
  input: { name: 'waveform' },
  outputs: { scores: 'logits' },
  activation: 'sigmoid',
});

test('a problem stands beside the field it is about', () => {
  const fieldOf = (message: string) => problemOfFault({ code: 'manifest-invalid', message }).field;
  expect(fieldOf('The band-pass from 900 to 100 Hz lets nothing through at 12000 Hz.')).toBe('bandPass');
  expect(fieldOf('The model gives 5 scores a window, but there are 4 labels.')).toBe('labels');
  expect(fieldOf('An rms of 3 dBFS is above full scale.')).toBe('level');
  expect(fieldOf('Something nobody foresaw.')).toBe('form');
});

test('what a try suggests can be taken over', () => {
  const problem = problemOfWarning({
    code: 'activation-inside',
    message: 'It is inside already.',
    field: 'activation',
    suggestion: 'none',
  });
  expect(problem.field).toBe('activation');
  expect(editOfSuggestion(problem)).toEqual({ activation: 'none' });
  expect(editOfSuggestion({ field: 'sampleRate', message: '', suggestion: '48000' })).toEqual({ sampleRate: 48_000 });
  expect(editOfSuggestion({ field: 'sampleRate', message: '', suggestion: 'higher' })).toBeNull();
  expect(editOfSuggestion({ field: 'level', message: '', suggestion: null })).toBeNull();
});

test('what is seen to be wrong is said before anything is asked', () => {
  expect(draftProblems(manifest)).toEqual([]);
  const wrong = { ...manifest, hopSamples: 40_000, bandPass: { lowHz: 900, highHz: 100 } };
  expect(draftProblems(wrong).map(({ field }) => field)).toEqual(['hopSamples', 'bandPass']);
});

test('a field that was emptied is left out of the manifest', () => {
  const banded = withEdits(manifest, { bandPass: { lowHz: 100, highHz: 900 } });
  expect(modelManifestSchema.parse(banded).bandPass).toEqual({ lowHz: 100, highHz: 900 });
  expect(withEdits(banded, { bandPass: undefined })).toEqual(manifest);
  expect('bandPass' in withEdits(banded, { bandPass: undefined })).toBe(false);
});
