import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import type { ProcessExit, ScorerPort } from '../../../electron/contract/processes.ts';
import type { ScorerReply, ScorerRequest, ScorerSettings } from '../../../electron/core/scoring/scorer-messages.ts';
import { StandbyScorer } from '../../../electron/engine/standby-scorer.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();
const modelPath = join(folder, 'model.onnx');
const headPath = join(folder, 'head.onnx');
const unending = new AbortController().signal;

const settings: ScorerSettings = {
  modelPath,
  family: 'waveform',
  inputName: 'in',
  scoresName: 'out',
  labelCount: 1,
  sampleRate: 16_000,
  windowSamples: 16_000,
  hopSamples: 16_000,
  levelNormalisation: 'none',
  outputIndexes: [0],
  batchSize: 4,
  inferenceThreads: 1,
};

/** A scorer that answers as told: by recording, `dies`, `hangs`, or a score that is its slot's number. */
function scriptedScorer() {
  let tell: (slot: number, message: unknown) => void = () => undefined;
  let bury: (slot: number, exit: ProcessExit) => void = () => undefined;
  const alive = new Set<number>();
  const log: string[] = [];
  const answer = (slot: number, request: ScorerRequest): ScorerReply | 'dies' | null => {
    if (request.kind === 'describe') {
      return request.modelPath.includes('crashing')
        ? 'dies'
        : { kind: 'described', description: { inputs: [], outputs: [] } };
    }
    if (request.kind === 'configure') {
      return { kind: 'configured' };
    }
    const [file = { ticket: 0, path: '' }] = request.files;
    if (file.path === 'dies') {
      return 'dies';
    }
    const scores = Float32Array.of(slot);
    return file.path === 'hangs'
      ? null
      : { kind: 'scored', ticket: file.ticket, windowCount: 1, lastWindowStart: 0, scores };
  };
  const port: ScorerPort = {
    start: (slot) => {
      log.push('start');
      alive.add(slot);
    },
    stop: (slot) => {
      log.push('stop');
      alive.delete(slot);
    },
    send: (slot, message) => {
      const request = message as ScorerRequest;
      log.push(request.kind === 'score' ? `score ${request.files[0]?.path}` : request.kind);
      setImmediate(() => {
        const reply = alive.has(slot) ? answer(slot, request) : null;
        if (reply === 'dies') {
          alive.delete(slot);
          bury(slot, { reason: 'crashed', detail: 'signal SIGSEGV' });
        } else if (reply !== null) {
          tell(slot, [reply]);
        }
      });
    },
    onMessage: (listener) => {
      tell = listener;
      return () => undefined;
    },
    onExit: (listener) => {
      bury = listener;
      return () => undefined;
    },
  };
  return { port, log, alive, tell: (slot: number, reply: ScorerReply) => tell(slot, [reply]) };
}

let scorer: ReturnType<typeof scriptedScorer>;
let standby: StandbyScorer;

beforeEach(async () => {
  await writeFile(modelPath, 'a model');
  await writeFile(headPath, 'a head');
  scorer = scriptedScorer();
  standby = new StandbyScorer({ scorers: scorer.port, idleMilliseconds: 40 });
});

const score = (recordingPath: string, change: Partial<ScorerSettings> = {}, signal = unending) =>
  standby.score({ settings: { ...settings, ...change }, recordingPath, signal });

test('a second recording with the same settings needs neither a start nor a load', async () => {
  await score('a');
  await score('b');
  await score('c', { levelNormalisation: 'peak' });
  expect(scorer.log).toEqual(['start', 'configure', 'score a', 'score b', 'configure', 'score c']);
});

test('a model or head that was replaced is configured anew', async () => {
  const head = { path: headPath, input: 'x', output: 'y' };
  await score('a', { head });
  await writeFile(headPath, 'another');
  await score('b', { head });
  await writeFile(modelPath, 'another one');
  await score('c', { head });
  expect(scorer.log.filter((entry) => entry === 'configure')).toHaveLength(3);
});

test('what is prepared is not waited for again', async () => {
  await standby.during(async () => {
    await standby.describe(modelPath);
    standby.prepare(modelPath, settings);
  });
  await score('a');
  expect(scorer.log).toEqual(['start', 'describe', 'configure', 'score a']);
});

test('an unchanged file is described once, and a process that only described ends', async () => {
  await standby.describe(modelPath);
  expect(scorer.log).toEqual(['start', 'describe', 'stop']);
  await standby.describe(modelPath);
  expect(scorer.log).toHaveLength(3);
  await standby.during(async () => {
    await standby.describe(headPath);
    await standby.describe(join(folder, 'other.onnx'));
  });
  expect(scorer.log.slice(3)).toEqual(['start', 'describe', 'describe', 'stop']);
});

test('describing loads another file, so the settings are sent again', async () => {
  await score('a');
  await standby.describe(headPath);
  await score('b');
  expect(scorer.log).toEqual(['start', 'configure', 'score a', 'describe', 'configure', 'score b']);
});

test('it is ended when nobody has asked anything for a while', async () => {
  await score('a');
  expect(scorer.alive.size).toBe(1);
  await expect.poll(() => scorer.alive.size).toBe(0);
  expect(await score('b')).toMatchObject({ ok: true });
  expect(scorer.log.filter((entry) => entry === 'start')).toHaveLength(2);
});

test('a crash is told, and the next question has a process of its own', async () => {
  expect(await score('dies')).toMatchObject({
    ok: false,
    fault: { code: 'scorer-crashed', detail: 'signal SIGSEGV' },
  });
  expect(await standby.describe(join(folder, 'crashing.onnx'))).toMatchObject({ fault: { code: 'model-unreadable' } });
  expect(await score('a')).toMatchObject({ ok: true });
  expect(scorer.log.filter((entry) => entry === 'start')).toHaveLength(3);
});

test('a try that is no longer wanted ends at once, and so does one that has not begun', async () => {
  const abort = new AbortController();
  const hanging = score('hangs', {}, abort.signal);
  const waiting = score('b', {}, abort.signal);
  await expect.poll(() => scorer.log.at(-1)).toBe('score hangs');
  abort.abort();
  expect(await hanging).toMatchObject({ ok: false, fault: { code: 'cancelled' } });
  expect(await waiting).toMatchObject({ ok: false, fault: { code: 'cancelled' } });
  expect(scorer.alive.size).toBe(0);
  expect(await score('c')).toMatchObject({ ok: true });
  expect(scorer.log).not.toContain('score b');
});

test('what a process says late of an earlier recording is not taken for the answer', async () => {
  await score('a');
  const [slot = 0] = scorer.alive;
  const abort = new AbortController();
  const second = score('hangs', {}, abort.signal);
  await expect.poll(() => scorer.log.at(-1)).toBe('score hangs');
  scorer.tell(slot, { kind: 'failed', ticket: 1, fault: { code: 'damaged-file', message: 'Damaged at its end.' } });
  await sleep(5);
  abort.abort();
  expect(await second).toMatchObject({ fault: { code: 'cancelled' } });
});

test('closing ends the process and whoever waits', async () => {
  const hanging = score('hangs');
  await expect.poll(() => scorer.log.at(-1)).toBe('score hangs');
  standby.close();
  expect(await hanging).toMatchObject({ ok: false, fault: { code: 'cancelled' } });
  expect(scorer.alive.size).toBe(0);
  expect(await score('a')).toMatchObject({ fault: { code: 'cancelled' } });
  expect(scorer.alive.size).toBe(0);
});
