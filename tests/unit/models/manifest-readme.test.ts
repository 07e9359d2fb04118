import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { imageFrontEndSchema } from '../../../electron/contract/image-front-end.ts';
import { modelManifestSchema } from '../../../electron/contract/models.ts';

const text = readFileSync(new URL('../../../native-models/manifests/README.md', import.meta.url), 'utf8');

test('every manifest of the documentation is valid as it stands', () => {
  const examples = [...text.matchAll(/```json\n([^`]+)```/gu)].map((match) => match[1] ?? '');
  expect(examples).toHaveLength(3);
  examples.forEach((example) => modelManifestSchema.parse(JSON.parse(example)));
});

test('every field of a manifest and of a picture is documented', () => {
  const fields = [...Object.keys(modelManifestSchema.shape), ...Object.keys(imageFrontEndSchema.shape)];
  expect(fields.filter((field) => !text.includes(field))).toEqual([]);
});
