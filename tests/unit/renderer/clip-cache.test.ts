import { expect, test } from 'vitest';
import type { Channel } from '../../../electron/contract/channels.ts';
import type { Clip } from '../../../electron/contract/clip.ts';
import { fail, succeed, type Outcome } from '../../../electron/contract/outcome.ts';
import { ClipCache, type ClipRequest } from '../../../renderer/audio/clip-cache.ts';

const request = (recordingId: number, channel: Channel = null): ClipRequest => ({
  recordingId,
  channel,
  fromSeconds: 0,
  toSeconds: 3,
});

interface Asked {
  readonly id: number;
  readonly signal: AbortSignal;
  readonly answer: (outcome: Outcome<Clip>) => void;
}

function createSource() {
  const asked: Asked[] = [];
  const fetchClip = ({ recordingId }: ClipRequest, signal: AbortSignal): Promise<Outcome<Clip>> =>
    new Promise((resolve) => {
      asked.push({ id: recordingId, signal, answer: resolve });
    });
  return { asked, fetchClip };
}

function clipOf(recordingId: number, channel: Channel = null): Clip {
  const header = {
    recordingId,
    channel,
    sampleRate: 8000,
    frames: 0,
    fromSeconds: 0,
    toSeconds: 3,
    recordingSeconds: 3,
    peakCount: 0,
    peak: 0,
  };
  return { header, samples: new Float32Array(0), peaks: new Float32Array(0) };
}

test('a clip is fetched once, however often and from wherever it is wanted', async () => {
  const { asked, fetchClip } = createSource();
  const cache = new ClipCache(fetchClip, 4);
  void cache.prefetch([request(1)]);
  const first = cache.get(request(1));
  asked[0]?.answer(succeed(clipOf(1)));
  expect(await first).toMatchObject({ ok: true, value: { header: { recordingId: 1 } } });
  await cache.get(request(1));
  expect(asked).toHaveLength(1);
});

test('another channel of the same stretch is another sound, and one that came for a channel of before is not kept', async () => {
  const { asked, fetchClip } = createSource();
  const cache = new ClipCache(fetchClip, 4);
  const mixed = cache.get(request(1));
  const right = cache.get(request(1, 2));
  asked[0]?.answer(succeed(clipOf(1, 2)));
  asked[1]?.answer(succeed(clipOf(1, 2)));
  expect(await mixed).toMatchObject({ ok: true });
  expect(await right).toMatchObject({ ok: true });
  void cache.get(request(1, 2));
  expect(asked).toHaveLength(2);
  void cache.get(request(1));
  expect(asked).toHaveLength(3);
});

test('a failure is told and then forgotten, so that the next look asks again', async () => {
  const { asked, fetchClip } = createSource();
  const cache = new ClipCache(fetchClip, 4);
  const first = cache.get(request(1));
  asked[0]?.answer(fail('file-missing', 'gone'));
  expect((await first).ok).toBe(false);
  void cache.get(request(1));
  expect(asked).toHaveLength(2);
});

test('a prefetch that is no longer likely is aborted; what is on screen is not', () => {
  const { asked, fetchClip } = createSource();
  const cache = new ClipCache(fetchClip, 8);
  void cache.get(request(1));
  void cache.prefetch([request(2), request(3)]);
  void cache.prefetch([request(3), request(4)]);
  expect(asked.map(({ id, signal }) => [id, signal.aborted])).toEqual([
    [1, false],
    [2, true],
    [3, false],
    [4, false],
  ]);
});

test('the clips that were used longest ago make room', () => {
  const { asked, fetchClip } = createSource();
  const cache = new ClipCache(fetchClip, 2);
  void cache.get(request(1));
  void cache.get(request(2));
  void cache.get(request(1));
  void cache.get(request(3));
  void cache.get(request(1));
  void cache.get(request(2));
  expect(asked.map(({ id }) => id)).toEqual([1, 2, 3, 2]);
});
