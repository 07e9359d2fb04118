import { expect, test } from 'vitest';
import type { ProcessExit, ScorerPort } from '../../../electron/contract/processes.ts';
import type {
  ScorerFile,
  ScorerReply,
  ScorerRequest,
  ScorerSettings,
} from '../../../electron/core/scoring/scorer-messages.ts';
import { scoreWithCrew, type FileResult } from '../../../electron/engine/jobs/scoring-crew.ts';
import { silentLog } from '../../../electron/rpc/line-log.ts';
import { createHandClock } from './hand-clock.ts';

const settings: ScorerSettings = {
  modelPath: 'model.onnx',
  family: 'waveform',
  inputName: 'in',
  scoresName: 'out',
  labelCount: 1,
  sampleRate: 16_000,
  windowSamples: 16_000,
  hopSamples: 16_000,
  levelNormalisation: 'none',
  outputIndexes: [0],
  batchSize: 1,
  inferenceThreads: 1,
};

type Reaction = 'scores' | 'waits' | 'refuses' | 'hangs' | ProcessExit['reason'];

/** Scorers that react to a path as told: score it, keep it in the model with the next, refuse it, or die with it in hand. */
function scriptedScorers(reactionTo: (path: string, attempt: number) => Reaction) {
  let send: (slot: number, message: unknown) => void = () => undefined;
  let bury: (slot: number, exit: ProcessExit) => void = () => undefined;
  const attempts = new Map<string, number>();
  const generation = new Map<number, number>();
  const log: string[] = [];
  const requests: ScorerFile[] = [];
  const waiting = new Map<number, number>();

  const tell = (slot: number, reply: ScorerReply): void => {
    send(slot, [reply]);
  };
  const react = (slot: number, message: ScorerFile): void => {
    const attempt = (attempts.get(message.path) ?? 0) + 1;
    attempts.set(message.path, attempt);
    const reaction = reactionTo(message.path, attempt);
    const { ticket } = message;
    requests.push(message);
    const together = [waiting.get(slot) ?? [], ticket].flat();
    if (reaction === 'waits') {
      waiting.set(slot, ticket);
    } else if (reaction === 'refuses') {
      tell(slot, { kind: 'failed', ticket, fault: { code: 'damaged-file', message: 'Damaged.' } });
    } else if (reaction === 'scores') {
      tell(slot, { kind: 'began', tickets: [ticket] });
      tell(slot, { kind: 'scored', ticket, windowCount: 1, lastWindowStart: 0, scores: Float32Array.of(ticket) });
    } else if (reaction === 'hangs') {
      tell(slot, { kind: 'began', tickets: [ticket] });
      generation.set(slot, -1);
    } else {
      tell(slot, { kind: 'began', tickets: together });
      generation.set(slot, -1);
      bury(slot, { reason: reaction, detail: 'scripted' });
    }
  };
  const port: ScorerPort = {
    start: (slot) => {
      log.push(`start ${slot}`);
      generation.set(slot, log.length);
    },
    stop: (slot) => {
      log.push(`stop ${slot}`);
      generation.set(slot, -1);
    },
    send: (slot, raw) => {
      const message = raw as ScorerRequest;
      const born = generation.get(slot);
      // A process that died before it came to a message never answers it.
      setImmediate(() => {
        if (generation.get(slot) !== born) {
          return;
        }
        if (message.kind === 'configure') {
          tell(slot, { kind: 'configured' });
        } else if (message.kind === 'score') {
          message.files
            .filter(() => generation.get(slot) === born)
            .forEach((file) => {
              react(slot, file);
            });
        }
      });
    },
    onMessage: (listener) => {
      send = listener;
      return () => undefined;
    },
    onExit: (listener) => {
      bury = listener;
      return () => undefined;
    },
  };
  return { port, log, attempts, requests };
}

async function scoreAll(
  reactionTo: (path: string, attempt: number) => Reaction,
  files = 12,
  signal = new AbortController().signal,
) {
  const scripted = scriptedScorers(reactionTo);
  const results: FileResult[] = [];
  const crashes = new Map<number, number>();
  const clock = createHandClock();
  // Seconds pass in every turn of the loop, faster than scripted scorers answer.
  const passing = setInterval(() => clock.pass(10), 0);
  let next = 0;
  const outcome = await scoreWithCrew({
    scorers: scripted.port,
    scorerCount: 2,
    settings,
    signal,
    log: silentLog,
    next: () => {
      next += 1;
      return next > files ? undefined : { ticket: next, path: `file-${next}`, windows: 1, isSuspect: false };
    },
    onResult: (result) => results.push(result),
    onCrash: (ticket) => {
      crashes.set(ticket, (crashes.get(ticket) ?? 0) + 1);
      return crashes.get(ticket) ?? 0;
    },
    clock,
  });
  clearInterval(passing);
  return { outcome, results, ...scripted };
}

test('every file is scored once, and the scorers are stopped at the end', async () => {
  const { outcome, results, log } = await scoreAll(() => 'scores');
  expect(outcome.ok).toBe(true);
  expect(results.map((result) => result.ticket).sort((left, right) => left - right)).toEqual(
    Array.from({ length: 12 }, (_, index) => index + 1),
  );
  expect(log.filter((line) => line.startsWith('stop'))).toHaveLength(2);
});

test('a file at which scorers crash twice is set aside; its neighbours are scored', async () => {
  const { outcome, results, attempts } = await scoreAll((path) => (path === 'file-5' ? 'crashed' : 'scores'));
  expect(outcome.ok).toBe(true);
  expect(results).toHaveLength(12);
  const failed = results.filter((result) => result.kind === 'failed');
  expect(failed).toMatchObject([{ ticket: 5, fault: { code: 'scorer-crashed' } }]);
  expect(attempts.get('file-5')).toBe(2);
});

test('of files that were in the model together when it crashed, the good ones are scored and the bad one is found', async () => {
  const { results, attempts, requests } = await scoreAll(
    (path, attempt) => (path === 'file-5' ? 'crashed' : path === 'file-4' && attempt === 1 ? 'waits' : 'scores'),
    12,
  );
  expect(results.filter((result) => result.kind === 'failed')).toMatchObject([
    { ticket: 5, fault: { code: 'scorer-crashed' } },
  ]);
  expect(results.filter((result) => result.kind === 'scored')).toHaveLength(11);
  expect(attempts.get('file-5')).toBe(2);
  // From the first crash on, whatever might have caused it is alone.
  const repeated = requests.filter(({ path }) => path === 'file-4' || path === 'file-5');
  expect(repeated.map(({ isAlone }) => isAlone)).toEqual([false, false, true, true]);
});

test('a file at which scorers do not answer is set aside with that reason, and their processes are ended', async () => {
  const { outcome, results, attempts, log } = await scoreAll((path) => (path === 'file-5' ? 'hangs' : 'scores'));
  expect(outcome.ok).toBe(true);
  expect(results).toHaveLength(12);
  const [failed, ...others] = results.filter((result) => result.kind === 'failed');
  expect(others).toEqual([]);
  expect(failed).toMatchObject({ ticket: 5, fault: { code: 'scorer-crashed' } });
  expect(failed).toHaveProperty('fault.message', expect.stringMatching(/did not answer.*twice/u));
  expect(failed).toHaveProperty('fault.detail', expect.stringMatching(/no answer for \d+ s/u));
  expect(attempts.get('file-5')).toBe(2);
  expect(log.filter((line) => line.startsWith('stop'))).toHaveLength(4);
});

test('a scorer that hangs once costs no file anything', async () => {
  const { results } = await scoreAll((path, attempt) => (path === 'file-3' && attempt === 1 ? 'hangs' : 'scores'));
  expect(results.filter((result) => result.kind === 'scored')).toHaveLength(12);
});

test('scorers that never answer end the job with what to do', async () => {
  const { outcome, results } = await scoreAll(() => 'hangs', 40);
  expect(outcome).toMatchObject({ ok: false, fault: { code: 'unavailable' } });
  expect(results.length).toBeLessThan(10);
});

test('a death from outside costs no file anything', async () => {
  const { results } = await scoreAll((_, attempt) => (attempt <= 3 ? 'killed' : 'scores'), 4);
  expect(results.filter((result) => result.kind === 'scored')).toHaveLength(4);
});

test('a file that is refused is a result, not an end', async () => {
  const { outcome, results } = await scoreAll((path) => (path === 'file-1' ? 'refuses' : 'scores'));
  expect(outcome.ok).toBe(true);
  expect(results.filter((result) => result.kind === 'failed')).toMatchObject([{ ticket: 1 }]);
});

test('an abort ends the crew with what it has', async () => {
  const controller = new AbortController();
  let seen = 0;
  const { outcome } = await scoreAll(
    () => {
      seen += 1;
      if (seen === 3) {
        controller.abort();
      }
      return 'scores';
    },
    100,
    controller.signal,
  );
  expect(outcome).toMatchObject({ ok: false, fault: { code: 'cancelled' } });
});
