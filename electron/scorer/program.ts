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
const crashes = createStagedCrash(process.env['EARMARK_TEST_CRASH_ON']);
const scorer = new Scorer(new URL(decoderFile, import.meta.url), (replies) => {
  parent.send(replies);
  if (replies.some(({ kind }) => kind === 'configured')) {
    // Scorers are killed, never ended: what they compiled is kept for the next one now or not at all.
    flushCompileCache();
  }
  replies.forEach(crashes.hear);
});
parent.onMessage((message) => {
  const request = scorerRequestSchema.parse(message);
  crashes.expect(request);
  scorer.handle(request);
});

/** For tests: dies as native code does, when the file of this name begins. Does nothing without a name. */
function createStagedCrash(fileName: string | undefined) {
  const tickets = new Set<number>();
  return {
    expect: (request: ScorerRequest): void => {
      if (request.kind === 'score' && basename(request.path) === fileName) {
        tickets.add(request.ticket);
      }
    },
    hear: (reply: ScorerReply): void => {
      if (reply.kind === 'began' && reply.tickets.some((ticket) => tickets.has(ticket))) {
        process.abort();
      }
    },
  };
}
