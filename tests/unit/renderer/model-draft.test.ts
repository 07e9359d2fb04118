import { expect, test } from 'vitest';
import { imageFrontEndSchema } from '../../../electron/contract/image-front-end.ts';
import { modelManifestSchema } from '../../../electron/contract/models.ts';
import {
  draftProblems,
  editOfSuggestion,
  isAnyWrong,
  problemOf,
  problemOfWarning,
  withEdits,
  withoutRepeats,
} from '../../../renderer/features/models/manifest-draft.ts';
import { outputText, pictureText, soundText } from '../../../renderer/features/models/manifest-words.ts';

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

test('a problem stands beside the field it is about, and above the form where there is none', () => {
  const fieldOf = (field: string | null) => problemOf({ field, message: 'Wrong.' }).field;
  expect(fieldOf('bandPass')).toBe('bandPass');
  expect(fieldOf('image.melBands')).toBe('image.melBands');
  expect(fieldOf('family')).toBe('form');
  expect(fieldOf(null)).toBe('form');
});

test('every number of a picture has its place', () => {
  const shape = imageFrontEndSchema.shape;
  Object.keys(shape).forEach((key) => {
    expect(problemOf({ field: `image.${key}`, message: '' }).field).toBe(`image.${key}`);
  });
});

test('a part of the form opens for what is wrong in it', () => {
  const problems = [problemOf({ field: 'head.input', message: 'Wrong.' })];
  expect(isAnyWrong(problems, ['frames', 'head'])).toBe(true);
  expect(isAnyWrong(problems, ['frames', 'headache', 'image'])).toBe(false);
});

test('what several ways brought to light is said once', () => {
  const problem = problemOf({ field: 'labels', message: 'Too few.' });
  const other = problemOf({ field: null, message: 'Too few.' });
  expect(withoutRepeats([problem, other, { ...problem }])).toEqual([problem, other]);
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
  expect(editOfSuggestion({ field: 'levelTarget', message: '', suggestion: null })).toBeNull();
});

test('what is seen to be wrong is said before anything is asked', () => {
  expect(draftProblems(manifest)).toEqual([]);
  expect(draftProblems({ ...manifest, hopSamples: 40_000 })).toMatchObject([
    { field: 'hopSamples', suggestion: '36000' },
  ]);
});

test('a field that was emptied is left out of the manifest', () => {
  const banded = withEdits(manifest, { bandPass: { lowHz: 100, highHz: 900 } });
  expect(modelManifestSchema.parse(banded).bandPass).toEqual({ lowHz: 100, highHz: 900 });
  expect(withEdits(banded, { bandPass: undefined })).toEqual(manifest);
  expect('bandPass' in withEdits(banded, { bandPass: undefined })).toBe(false);
});

test('a part that is folded away says what is set in it', () => {
  expect(soundText(manifest)).toBe('As it is');
  const bandPass = { lowHz: 150, highHz: 2500 };
  expect(soundText({ ...manifest, removeMean: true, bandPass, levelNormalisation: 'peak', levelTarget: 0.25 })).toBe(
    'Mean removed, 150 to 2,500 Hz, peak at 0.25',
  );
  expect(soundText({ ...manifest, levelNormalisation: 'rms' })).toBe('−20 dBFS');
  const image = imageFrontEndSchema.parse({ kind: 'log-mel', fftSize: 1024, windowLength: 1024, hopLength: 256 });
  expect(pictureText(image)).toBe('128 mel bands, transform of 1,024, hop of 256, decibels');
  expect(pictureText({ ...image, kind: 'spectrogram', scale: 'linear' })).toMatch(/^Spectrogram, .* linear$/u);
  expect(outputText(manifest, '')).toBe('One row of scores a window, no head');
  const head = { path: '/m/frog.onnx', input: 'x', output: 'y' };
  expect(outputText({ ...manifest, frames: 'max', head }, 'frog.onnx')).toBe('Highest of the frames, head frog.onnx');
});
