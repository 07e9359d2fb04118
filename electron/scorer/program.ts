import { flushCompileCache } from 'node:module';
import { basename } from 'node:path';
import { scorerRequestSchema, type ScorerReply, type ScorerRequest } from '../core/scoring/scorer-messages.ts';
import { connectToParent } from '../rpc/parent-channel.ts';
import { Scorer } from './scorer.ts';

// Bundled for Electron the files end in .js; from source Node runs the .ts directly.
const decoderFile = import.meta.url.endsWith('.ts') ? './decode-worker.ts' : './decode-worker.js';
// Ctrl-C reaches every process of a terminal; the supervisor decides when this one ends.
process.on('SIGINT', () => undefined);
const parent = connectToParent();
const crash = createStaged(process.env['EARMARK_TEST_CRASH_ON'], () => process.abort());
const hang = createStaged(process.env['EARMARK_TEST_HANG_ON'], sleepForever);
const scorer = new Scorer(new URL(decoderFile, import.meta.url), (replies) => {
  parent.send(replies);
  if (replies.some(({ kind }) => kind === 'configured')) {
    // Scorers are killed, never ended: what they compiled is kept for the next one now or not at all.
    flushCompileCache();
  }
  replies.forEach((reply) => {
    crash.hear(reply);
    hang.hear(reply);
  });
});
parent.onMessage((message) => {
  const request = scorerRequestSchema.parse(message);
  crash.expect(request);
  hang.expect(request);
  scorer.handle(request);
});

/** For tests: dies or hangs as native code does, when the file of this name begins. Does nothing without a name. */
function createStaged(fileName: string | undefined, happen: () => void) {
  const tickets = new Set<number>();
  return {
    expect: (request: ScorerRequest): void => {
      const files = request.kind === 'score' ? request.files : [];
      files.filter(({ path }) => basename(path) === fileName).forEach(({ ticket }) => tickets.add(ticket));
    },
    hear: (reply: ScorerReply): void => {
      if (reply.kind === 'began' && reply.tickets.some((ticket) => tickets.has(ticket))) {
        happen();
      }
    },
  };
}

/** Blocks this thread, so that nothing is heard of it any more. */
function sleepForever(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
