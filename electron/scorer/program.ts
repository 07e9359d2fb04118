import { scorerRequestSchema } from '../core/scoring/scorer-messages.ts';
import { connectToParent } from '../rpc/parent-channel.ts';
import { Scorer } from './scorer.ts';

// Bundled for Electron the files end in .js; from source Node runs the .ts directly.
const decoderFile = import.meta.url.endsWith('.ts') ? './decode-worker.ts' : './decode-worker.js';
// Ctrl-C reaches every process of a terminal; the supervisor decides when this one ends.
process.on('SIGINT', () => undefined);
const parent = connectToParent();
const scorer = new Scorer(new URL(decoderFile, import.meta.url), (message) => {
  parent.send(message);
});
parent.onMessage((message) => {
  scorer.handle(scorerRequestSchema.parse(message));
});
