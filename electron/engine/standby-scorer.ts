import type { ModelDescription } from '../contract/models.ts';
import { fail, succeed, type Fault, type Outcome } from '../contract/outcome.ts';
import type { ProcessExit, ScorerPort } from '../contract/processes.ts';
import {
  readScorerReplies,
  type ScorerReply,
  type ScorerRequest,
  type ScorerSettings,
} from '../core/scoring/scorer-messages.ts';
import { takeScorerSlot } from './scorer-slots.ts';
import { fileVersion, oncePerVersion } from './unchanged-files.ts';

export type TrialScores = Pick<Extract<ScorerReply, { kind: 'scored' }>, 'windowCount' | 'lastWindowStart' | 'scores'>;

export interface Trial {
  readonly settings: ScorerSettings;
  readonly recordingPath: string;
  /** Which channel is heard; the mean of all where absent. */
  readonly channel?: number | undefined;
  readonly signal: AbortSignal;
}

export interface StandbyOptions {
  readonly scorers: ScorerPort;
  /** How long a process is kept that nobody asks anything. */
  readonly idleMilliseconds?: number;
}

/** What a process says when it has done what it was asked; `exit` where it died of it. */
type Answer =
  | Extract<ScorerReply, { kind: 'described' | 'configured' | 'refused' | 'scored' | 'failed' }>
  | { readonly kind: 'exit'; readonly exit: ProcessExit }
  | { readonly kind: 'cancelled' };

interface Seat {
  readonly slot: number;
  /** Settings and files of the model that is ready to score; null where none is. */
  ready: string | null;
  /** Stays when it has nothing to do: someone is at work with this model. */
  isKept: boolean;
}

const idleAfter = 120_000;

/**
 * One scorer beside those of the jobs, for what a person waits for: what a model is, and how it scores one recording. It
 * keeps its model loaded, so that only the first question pays for starting and loading, and it has the priority that
 * background scorers give up. Whatever a foreign model does to the native code, engine and jobs stay: the next question
 * starts another process. Questions are answered one after the other.
 */
export class StandbyScorer {
  readonly #scorers: ScorerPort;
  readonly #idleMilliseconds: number;
  readonly #stopListening: readonly (() => void)[];
  readonly #describeOnce = oncePerVersion(
    (path) => this.#inTurn(() => this.#describe(path)),
    ({ ok }) => ok,
  );
  #seat: Seat | null = null;
  #answer: ((answer: Answer) => void) | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #users = 0;
  #ticket = 0;
  #idle: ReturnType<typeof setTimeout> | null = null;
  #isClosed = false;

  constructor({ scorers, idleMilliseconds = idleAfter }: StandbyOptions) {
    this.#scorers = scorers;
    this.#idleMilliseconds = idleMilliseconds;
    this.#stopListening = [
      scorers.onMessage((slot, message) => {
        if (slot === this.#seat?.slot) {
          readScorerReplies(message).forEach((reply) => {
            this.#hear(reply);
          });
        }
      }),
      scorers.onExit((slot, exit) => {
        if (slot === this.#seat?.slot) {
          this.#seat = null;
          this.#answer?.({ kind: 'exit', exit });
        }
      }),
    ];
  }

  /** Inputs and outputs of an ONNX file. One that is unchanged is not loaded again. Errors: `model-unreadable`. */
  describe(modelPath: string): Promise<Outcome<ModelDescription>> {
    return this.#describeOnce(modelPath);
  }

  /** Has a model loaded before anyone asks for scores; with settings, ready to score. Whether it can be is told then. */
  prepare(modelPath: string, settings: ScorerSettings | null): void {
    void this.#inTurn(async () => {
      await (settings === null ? this.#ask({ kind: 'describe', modelPath }) : this.#configure(settings));
      this.#keep();
    });
  }

  /** While this goes on, its process is not ended between two questions. */
  async during<Value>(work: () => Promise<Value>): Promise<Value> {
    this.#users += 1;
    try {
      return await work();
    } finally {
      this.#users -= 1;
      this.#rest();
    }
  }

  /** Scores one recording. Errors: those of the scorer, `scorer-crashed`, `cancelled`. */
  score(trial: Trial): Promise<Outcome<TrialScores>> {
    return this.#inTurn(async () => {
      const { signal } = trial;
      const cancel = (): void => {
        this.#dismiss();
        this.#answer?.({ kind: 'cancelled' });
      };
      signal.addEventListener('abort', cancel);
      const outcome = signal.aborted ? cancelled : await this.#score(trial);
      signal.removeEventListener('abort', cancel);
      return outcome;
    });
  }

  /** Ends its process; whoever still waits hears that it was cancelled. */
  close(): void {
    this.#isClosed = true;
    this.#dismiss();
    this.#answer?.({ kind: 'cancelled' });
    this.#stopListening.forEach((stop) => {
      stop();
    });
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    return this.during(() => {
      const turn = this.#turn.then(work);
      this.#turn = turn.catch(() => undefined);
      return turn;
    });
  }

  #keep(): void {
    if (this.#seat !== null) {
      this.#seat.isKept = true;
    }
  }

  /** Where nobody asks anything, a process that is kept stays for a while, and another one ends. */
  #rest(): void {
    if (this.#users > 0 || this.#seat === null) {
      return;
    }
    if (!this.#seat.isKept) {
      this.#dismiss();
      return;
    }
    this.#stopIdling();
    this.#idle = setTimeout(() => {
      this.#dismiss();
    }, this.#idleMilliseconds);
    this.#idle.unref();
  }

  #stopIdling(): void {
    if (this.#idle !== null) {
      clearTimeout(this.#idle);
      this.#idle = null;
    }
  }

  #dismiss(): void {
    this.#stopIdling();
    if (this.#seat !== null) {
      this.#scorers.stop(this.#seat.slot);
      this.#seat = null;
    }
  }

  async #describe(modelPath: string): Promise<Outcome<ModelDescription>> {
    const answer = await this.#ask({ kind: 'describe', modelPath });
    if (answer.kind === 'described') {
      return succeed(answer.description);
    }
    const crash = `${modelPath} makes the ONNX runtime stop. It is damaged, or too new.`;
    return { ok: false, fault: faultOf(answer, { code: 'model-unreadable', message: crash }) };
  }

  async #score({ settings, recordingPath, channel, signal }: Trial): Promise<Outcome<TrialScores>> {
    const refused = await this.#configure(settings);
    if (refused !== null) {
      return { ok: false, fault: faultOf(refused, crashFault) };
    }
    if (signal.aborted) {
      return cancelled;
    }
    this.#ticket += 1;
    const file = { ticket: this.#ticket, path: recordingPath, channel };
    const answer = await this.#ask({ kind: 'score', files: [file] });
    this.#keep();
    return answer.kind === 'scored' ? succeed(answer) : { ok: false, fault: faultOf(answer, crashFault) };
  }

  /** Null once the model is ready by these settings, otherwise what came instead. */
  async #configure(settings: ScorerSettings): Promise<Answer | null> {
    const wanted = `${JSON.stringify(settings)} ${await filesVersion(settings)}`;
    if (this.#seat?.ready === wanted) {
      return null;
    }
    const answer = await this.#ask({ kind: 'configure', settings });
    if (answer.kind !== 'configured') {
      return answer;
    }
    if (this.#seat !== null) {
      this.#seat.ready = wanted;
    }
    return null;
  }

  async #ask(request: ScorerRequest): Promise<Answer> {
    if (this.#isClosed) {
      return { kind: 'cancelled' };
    }
    this.#stopIdling();
    const seat = (this.#seat ??= this.#start());
    if (request.kind !== 'score') {
      seat.ready = null;
    }
    const { promise, resolve } = Promise.withResolvers<Answer>();
    this.#answer = resolve;
    this.#scorers.send(seat.slot, request);
    const answer = await promise;
    this.#answer = null;
    return answer;
  }

  #start(): Seat {
    const slot = takeScorerSlot();
    this.#scorers.start(slot);
    return { slot, ready: null, isKept: false };
  }

  #hear(reply: ScorerReply): void {
    const isOfAnother = 'ticket' in reply && reply.ticket !== this.#ticket;
    if (!isOfAnother && reply.kind !== 'began' && reply.kind !== 'heard') {
      this.#answer?.(reply);
    }
  }
}

const cancelled = fail('cancelled', 'The trial was stopped.');

const crashFault: Fault = {
  code: 'scorer-crashed',
  message: 'The model’s native code crashed on this recording. Try another one; if it stays, the export is broken.',
};

/** The fault in an answer that is not the one hoped for; `crash` where the process died. */
function faultOf(answer: Answer, crash: Fault): Fault {
  if (answer.kind === 'refused' || answer.kind === 'failed') {
    return answer.fault;
  }
  return answer.kind === 'exit' ? { ...crash, detail: answer.exit.detail } : cancelled.fault;
}

async function filesVersion({ modelPath, head }: ScorerSettings): Promise<string> {
  const paths = head === undefined ? [modelPath] : [modelPath, head.path];
  return (await Promise.all(paths.map(fileVersion))).join(' ');
}
