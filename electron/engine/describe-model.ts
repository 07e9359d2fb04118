import type { ModelDescription } from '../contract/models.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { ScorerPort } from '../contract/processes.ts';
import { readScorerReplies } from '../core/scoring/scorer-messages.ts';
import { takeScorerSlot } from './scorer-slots.ts';

let previous: Promise<unknown> = Promise.resolve();

/**
 * Inputs and outputs of an ONNX file, read in a scorer process: whatever a foreign file does to the native code, the
 * engine stays. One at a time. Errors: `model-unreadable`.
 */
export function describeModel(scorers: ScorerPort, modelPath: string): Promise<Outcome<ModelDescription>> {
  const turn = previous.then(() => ask(scorers, modelPath));
  previous = turn.catch(() => undefined);
  return turn;
}

async function ask(scorers: ScorerPort, modelPath: string): Promise<Outcome<ModelDescription>> {
  const { promise, resolve } = Promise.withResolvers<Outcome<ModelDescription>>();
  const describingSlot = takeScorerSlot();
  const stops = [
    scorers.onMessage((slot, message) => {
      if (slot !== describingSlot) {
        return;
      }
      for (const reply of readScorerReplies(message)) {
        if (reply.kind === 'described') {
          resolve(succeed(reply.description));
        } else if (reply.kind === 'refused') {
          resolve({ ok: false, fault: reply.fault });
        }
      }
    }),
    scorers.onExit((slot, exit) => {
      if (slot === describingSlot) {
        resolve(
          fail('model-unreadable', `${modelPath} makes the ONNX runtime stop. It is damaged, or too new.`, exit.detail),
        );
      }
    }),
  ];
  scorers.start(describingSlot);
  scorers.send(describingSlot, { kind: 'describe', modelPath });
  const outcome = await promise;
  stops.forEach((stop) => {
    stop();
  });
  scorers.stop(describingSlot);
  return outcome;
}
