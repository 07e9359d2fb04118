import { expect, test } from 'vitest';
import { BatchPacker, createBatchMemory } from '../../../electron/scorer/batch-packer.ts';
import type { DecodedBatch } from '../../../electron/scorer/decode-messages.ts';

const windowSamples = 3;

function packing(batchSize: number, buffers = 2) {
  const sent: Omit<DecodedBatch, 'generation'>[] = [];
  const memory = createBatchMemory(buffers, batchSize * windowSamples);
  const packer = new BatchPacker(memory, { windowSamples, batchSize }, (batch) => sent.push(batch));
  return { sent, memory, packer };
}

async function write(packer: BatchPacker, ticket: number, value: number): Promise<void> {
  const room = await packer.room();
  room.subarray(0, windowSamples).fill(value);
  await packer.add(ticket, [0], 'complete');
}

test('windows of several recordings fill a batch in their order', async () => {
  const { sent, packer } = packing(2);
  await write(packer, 7, 0.25);
  expect(sent).toHaveLength(0);
  await write(packer, 8, 0.5);
  expect(sent).toHaveLength(1);
  expect([...(sent[0]?.samples ?? [])]).toEqual([0.25, 0.25, 0.25, 0.5, 0.5, 0.5]);
  expect(sent[0]?.parts.map(({ ticket }) => ticket)).toEqual([7, 8]);
  expect(packer.isPending).toBe(false);
});

test('a recording that has no windows but a fault keeps its place', async () => {
  const { sent, packer } = packing(2);
  const fault = { code: 'empty-file' as const, message: 'Empty.' };
  await write(packer, 1, 0.1);
  await packer.add(2, [], fault);
  await write(packer, 3, 0.3);
  expect(sent[0]?.parts).toEqual([
    { ticket: 1, starts: [0], end: 'complete' },
    { ticket: 2, starts: [], end: fault },
    { ticket: 3, starts: [0], end: 'complete' },
  ]);
});

test('no more memory is used than was allowed: who wants more waits until some comes back', async () => {
  const { sent, memory, packer } = packing(1);
  await write(packer, 1, 0.1);
  await write(packer, 2, 0.2);
  let isThird = false;
  const third = write(packer, 3, 0.3).then(() => {
    isThird = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(isThird).toBe(false);
  expect(packer.underway).toBe(2);
  const first = sent[0]?.samples;
  memory.giveBack(first as Float32Array<ArrayBuffer>);
  await third;
  expect(sent).toHaveLength(3);
  expect(sent[2]?.samples).toBe(first);
});
