import type { Fault } from '../../contract/outcome.ts';
import type { ProcessExit } from '../../contract/processes.ts';

/** `hung`: it did not answer and was ended, which counts like a crash. */
export type Death = ProcessExit | { readonly reason: 'hung'; readonly detail: string };

/** Deaths from outside are no file's fault, unless the same file is always the one in hand (out of memory, say). */
export const killsBeforeSetAside = 10;

const causes: Readonly<Record<Death['reason'], string>> = {
  crashed: 'The model’s native code crashed on this file, twice.',
  hung: 'The model did not answer while it worked on this file, twice; its process was ended.',
  killed: `The scoring process was ended from outside ${killsBeforeSetAside} times with this file in hand: is memory short?`,
  normal: `The scoring process ended ${killsBeforeSetAside} times with this file in hand.`,
};

/** Why a file was set aside. */
export function crashFault({ reason, detail }: Death): Fault {
  const message = `${causes[reason]} It was set aside and can be tried again; the other files are not affected.`;
  return { code: 'scorer-crashed', message, detail };
}
