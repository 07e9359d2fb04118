import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { KeptSessions } from '../../../native-models/runtime/kept-sessions.ts';
import type { ModelSession } from '../../../native-models/runtime/onnx-session.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { level, tinyModel } from '../../support/tiny-models.ts';

const folder = temporaryFolder();
const samples = 4000;

function write(name: string, bias: number): string {
  const path = join(folder, name);
  const outputs = [{ name: 'logits', width: 2, bias }];
  writeFileSync(path, tinyModel({ input: 'x', inputShape: ['N', samples], outputs }));
  return path;
}

/** The second label's logit, which is the model's bias. */
async function biasOf(session: ModelSession): Promise<number> {
  const { logits } = await session.run({ x: new Tensor('float32', level(samples, 0.1), [1, samples]) });
  return Number(logits?.data[1]);
}

test('a model and its head stay loaded, a third file takes the place of the one longest unused', async () => {
  const sessions = new KeptSessions();
  const [model, head, other] = [write('model.onnx', 1), write('head.onnx', 2), write('other.onnx', 3)];
  const first = unwrap(await sessions.open(model, 1));
  const second = unwrap(await sessions.open(head, 1));
  await first.release();
  expect([await biasOf(first), await biasOf(second)]).toEqual([1, 2]);
  unwrap(await sessions.open(model, 1));
  expect(await biasOf(unwrap(await sessions.open(other, 1)))).toBe(3);
  expect(await biasOf(first)).toBe(1);
  await expect(biasOf(second)).rejects.toThrow();
  expect(await biasOf(unwrap(await sessions.open(head, 1)))).toBe(2);
});

test('a file that was replaced is loaded anew, and one that cannot be loaded is no harm to the others', async () => {
  const sessions = new KeptSessions();
  const path = write('changing.onnx', 4);
  expect(await biasOf(unwrap(await sessions.open(path, 1)))).toBe(4);
  write('changing.onnx', 5);
  const changed = unwrap(await sessions.open(path, 1));
  expect(await biasOf(changed)).toBe(5);
  writeFileSync(join(folder, 'broken.onnx'), 'nothing');
  expect(await sessions.open(join(folder, 'broken.onnx'), 1)).toMatchObject({ fault: { code: 'model-unreadable' } });
  expect(await biasOf(changed)).toBe(5);
});
