/** The child of the fuzzer: reads mutated files one after another, says which it begins, and dies alone. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../support/random.ts';
import { makeInputs } from './inputs.ts';
import { mutate } from './mutate.ts';
import { readMutated } from './read-mutated.ts';

/** Names of the inputs, what a case did, or that all is done. */
export type FuzzMessage =
  | { readonly kind: 'began'; readonly index: number; readonly input: string }
  | { readonly kind: 'broke'; readonly index: number; readonly input: string; readonly message: string }
  | { readonly kind: 'done'; readonly readable: number; readonly peakMegabytes: number };

const [folder = '', seedText = '0', fromText = '0', toText = '0', only = ''] = process.argv.slice(2);
const seed = Number(seedText);
const mostMegabytes = 400;
const mostMilliseconds = 2000;

const say = (message: FuzzMessage): void => void process.send?.(message);
const inputs = makeInputs(folder).filter(({ name }) => name.includes(only));
let readable = 0;
let peakMegabytes = 0;
for (let index = Number(fromText); index < Number(toText); index += 1) {
  const input = inputs[index % inputs.length];
  if (input === undefined) {
    break;
  }
  const path = join(folder, `mutated-${process.pid}`);
  writeFileSync(path, mutate(input.bytes, seededRandom(seed + index)));
  say({ kind: 'began', index, input: input.name });
  const before = process.cpuUsage();
  try {
    readable += (await readMutated(path)) ? 1 : 0;
  } catch (error) {
    say({
      kind: 'broke',
      index,
      input: input.name,
      message: error instanceof Error ? (error.stack ?? '') : String(error),
    });
  }
  // Of this process alone, so that a busy machine makes no file late.
  const { user, system } = process.cpuUsage(before);
  const milliseconds = (user + system) / 1000;
  if (milliseconds > mostMilliseconds) {
    say({ kind: 'broke', index, input: input.name, message: `${milliseconds.toFixed(0)} ms of processor time` });
  }
  const megabytes = process.memoryUsage.rss() / 1e6;
  peakMegabytes = Math.max(peakMegabytes, megabytes);
  if (megabytes > mostMegabytes) {
    say({ kind: 'broke', index, input: input.name, message: `the process holds ${megabytes.toFixed(0)} MB` });
    break;
  }
}
say({ kind: 'done', readable, peakMegabytes });
process.disconnect();
