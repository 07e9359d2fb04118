import { fail, succeed, type Fault, type Outcome } from '../../contract/outcome.ts';
import type { ScorerPort } from '../../contract/processes.ts';
import {
  readScorerReplies,
  type ScorerFile,
  type ScorerReply,
  type ScorerSettings,
} from '../../core/scoring/scorer-messages.ts';
import type { Log } from '../../rpc/log.ts';
import { takeScorerSlot } from '../scorer-slots.ts';
import { crashFault, killsBeforeSetAside, type Death } from './scorer-death.ts';
import { createScorerWatch, systemClock, type ScorerWatch, type WatchClock } from './scorer-watch.ts';

export interface CrewFile {
  /** The recording's id; unique within a run. */
  readonly ticket: number;
  readonly path: string;
  /** The mean of all channels where absent. */
  readonly channel?: number | undefined;
  /** About as many windows as it will have; scorers are given several short files at a time, and few long ones. */
  readonly windows: number;
  /** Scorers have died with it in hand: it shares no batch with another any more. */
  readonly isSuspect: boolean;
}

export type FileResult =
  | Extract<ScorerReply, { kind: 'scored' }>
  | { readonly kind: 'failed'; readonly ticket: number; readonly fault: Fault };

export interface CrewOptions {
  readonly scorers: ScorerPort;
  readonly scorerCount: number;
  readonly settings: ScorerSettings;
  readonly signal: AbortSignal;
  readonly log: Log;
  /** The next file to score, undefined when there is none left. */
  readonly next: () => CrewFile | undefined;
  /** `milliseconds`: how long the file kept its scorer busy. */
  readonly onResult: (result: FileResult, milliseconds: number) => void;
  /** So many windows of a file are scored; told now and then for files that take long. */
  readonly onHeard?: (ticket: number, windowCount: number) => void;
  /** A scorer died of this file; returns how often that has happened, over all engines that tried. */
  readonly onCrash: (ticket: number) => number;
  /** Whether a scorer may be started in place of one that died; where not, the work ends with that fault. */
  readonly beforeRestart?: () => Outcome<null>;
  /** Whose time passes for scorers that are silent; the machine's where absent. */
  readonly clock?: WatchClock;
}

/**
 * What a scorer holds at a time: a file in the model, one that waits and one being decoded at least; of short files,
 * which share batches, so many that the next batch can be filled while one is in the model and one waits.
 */
const fewestAhead = 3;
const mostAhead = 12;
const batchesAhead = 3;
const crashesBeforeSetAside = 2;
/** Deaths a scorer in a row, without any result between them, before the job stops and can be resumed by a person. */
const crashesBeforeGivingUp = 4;
const killsBeforeGivingUp = 40;
const downMessage =
  'The scoring process does not stay up: the model crashes it, or the machine has too little memory. The log has the details.';

interface Seat {
  readonly slot: number;
  inHand: CrewFile[];
  /** Of these one is in the model. */
  began: readonly number[];
  /** When its scorer was done with what came before. */
  since: number;
}

/**
 * Scores files with k scorer processes until none is left. A scorer that dies is started again and its files are
 * scored again; a file that is in hand at two crashes is set aside with that reason. Resolves `cancelled` on abort,
 * and with the model's fault when the model cannot be used at all.
 */
export function scoreWithCrew(options: CrewOptions): Promise<Outcome<null>> {
  return new ScoringCrew(options).work();
}

class ScoringCrew {
  readonly #options: CrewOptions;
  readonly #seats = new Map<number, Seat>();
  readonly #kills = new Map<number, number>();
  readonly #ending = Promise.withResolvers<Outcome<null>>();
  readonly #returned: CrewFile[] = [];
  readonly #watch: ScorerWatch;
  #deathsSinceResult = 0;
  #isOver = false;

  constructor(options: CrewOptions) {
    this.#options = options;
    this.#watch = createScorerWatch({
      clock: options.clock ?? systemClock,
      onSilent: (slot, seconds) => {
        this.#guarded(() => {
          this.#options.scorers.stop(slot);
          this.#bury(slot, { reason: 'hung', detail: `no answer for ${seconds} s` });
        });
      },
    });
  }

  async work(): Promise<Outcome<null>> {
    const { scorers, scorerCount, signal } = this.#options;
    const abort = (): void => {
      this.#finish(fail('cancelled', 'Scoring was stopped. What was finished is kept.'));
    };
    const stopListening = [
      scorers.onMessage((slot, message) => {
        this.#guarded(() => {
          this.#hearAll(slot, readScorerReplies(message));
        });
      }),
      scorers.onExit((slot, exit) => {
        this.#guarded(() => {
          this.#bury(slot, exit);
        });
      }),
    ];
    signal.addEventListener('abort', abort);
    if (signal.aborted) {
      abort();
    }
    for (let count = 0; count < scorerCount && !this.#isOver; count += 1) {
      this.#seat();
    }
    try {
      return await this.#ending.promise;
    } finally {
      signal.removeEventListener('abort', abort);
      this.#watch.stop();
      stopListening.forEach((stop) => {
        stop();
      });
    }
  }

  /** What the caller's callbacks throw (a full disk, say) ends the work and reaches the caller, not the listener. */
  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#stopSeats();
      this.#ending.reject(error);
    }
  }

  #stopSeats(): void {
    this.#isOver = true;
    this.#seats.forEach((seat) => {
      this.#options.scorers.stop(seat.slot);
    });
  }

  #finish(outcome: Outcome<null>): void {
    if (this.#isOver) {
      return;
    }
    this.#stopSeats();
    this.#ending.resolve(outcome);
  }

  #seat(): void {
    const slot = takeScorerSlot();
    this.#seats.set(slot, { slot, inHand: [], began: [], since: performance.now() });
    this.#watch.hear(slot);
    this.#options.scorers.start(slot);
    this.#options.scorers.send(slot, { kind: 'configure', settings: this.#options.settings });
  }

  /** Gives a scorer its next files; the one that finds nothing left anywhere ends the work. */
  #fill(seat: Seat): void {
    const files: ScorerFile[] = [];
    while (this.#hasRoom(seat)) {
      const file = this.#returned.shift() ?? this.#options.next();
      if (file === undefined) {
        break;
      }
      seat.inHand.push(file);
      const { ticket, path, channel, isSuspect: isAlone } = file;
      files.push({ ticket, path, channel, isAlone });
    }
    if (files.length > 0) {
      this.#options.scorers.send(seat.slot, { kind: 'score', files });
    }
    if (seat.inHand.length === 0) {
      this.#watch.rest(seat.slot);
    }
    const inHand = [...this.#seats.values()].some((each) => each.inHand.length > 0);
    if (!inHand && this.#returned.length === 0) {
      this.#finish(succeed(null));
    }
  }

  #hasRoom({ inHand }: Seat): boolean {
    const windows = inHand.reduce((sum, file) => sum + file.windows, 0);
    const isFed = windows >= batchesAhead * this.#options.settings.batchSize || inHand.length >= mostAhead;
    return inHand.length < fewestAhead || !isFed;
  }

  /** Files that follow are asked for once a message, not once a reply. */
  #hearAll(slot: number, replies: readonly ScorerReply[]): void {
    replies.forEach((reply) => {
      this.#hear(slot, reply);
    });
    const seat = this.#seats.get(slot);
    const isFree = replies.some(({ kind }) => kind === 'configured' || kind === 'scored' || kind === 'failed');
    if (seat !== undefined && isFree && !this.#isOver) {
      this.#fill(seat);
    }
  }

  #hear(slot: number, reply: ScorerReply): void {
    const seat = this.#seats.get(slot);
    if (seat === undefined || this.#isOver) {
      return;
    }
    this.#watch.hear(slot, reply.kind === 'scored' || reply.kind === 'heard');
    if (reply.kind === 'configured') {
      seat.since = performance.now();
    } else if (reply.kind === 'began') {
      seat.began = reply.tickets;
    } else if (reply.kind === 'heard') {
      this.#options.onHeard?.(reply.ticket, reply.windowCount);
    } else if (reply.kind === 'refused') {
      this.#finish({ ok: false, fault: reply.fault });
    } else if (reply.kind === 'scored' || reply.kind === 'failed') {
      this.#deliver(seat, reply);
    }
  }

  #deliver(seat: Seat, result: FileResult): void {
    if (!seat.inHand.some((file) => file.ticket === result.ticket)) {
      return;
    }
    seat.inHand = seat.inHand.filter((file) => file.ticket !== result.ticket);
    seat.began = seat.began.filter((ticket) => ticket !== result.ticket);
    this.#deathsSinceResult = 0;
    const now = performance.now();
    this.#options.onResult(result, now - seat.since);
    seat.since = now;
  }

  #bury(slot: number, exit: Death): void {
    const seat = this.#seats.get(slot);
    if (seat === undefined || this.#isOver) {
      return;
    }
    this.#seats.delete(slot);
    this.#watch.rest(slot);
    this.#options.log('warning', 'A scorer ended; starting another', { slot, ...exit });
    const blamed = seat.began.length > 0 ? seat.began : seat.inHand.slice(0, 1).map(({ ticket }) => ticket);
    this.#returned.push(...seat.inHand.flatMap((file) => this.#afterDeath(file, blamed.includes(file.ticket), exit)));
    if (this.#isOver) {
      return;
    }
    this.#deathsSinceResult += 1;
    const patience = exit.reason === 'killed' ? killsBeforeGivingUp : crashesBeforeGivingUp;
    if (this.#deathsSinceResult > patience * this.#options.scorerCount) {
      this.#finish(fail('unavailable', downMessage, exit.detail));
      return;
    }
    const mayGoOn = this.#options.beforeRestart?.() ?? succeed(null);
    if (!mayGoOn.ok) {
      this.#finish(mayGoOn);
      return;
    }
    this.#seat();
  }

  /** A file that was in hand when its scorer died, as it is to be tried again; nothing where it is set aside. */
  #afterDeath(file: CrewFile, isBlamed: boolean, exit: Death): CrewFile[] {
    if (!isBlamed) {
      return [file];
    }
    if (this.#countDeath(file, exit)) {
      return [{ ...file, isSuspect: file.isSuspect || exit.reason !== 'killed' }];
    }
    this.#options.log('warning', 'A file was set aside: scorers died of it', { path: file.path, ...exit });
    this.#options.onResult({ kind: 'failed', ticket: file.ticket, fault: crashFault(exit) }, 0);
    return [];
  }

  #countDeath(file: CrewFile, exit: Death): boolean {
    if (exit.reason === 'crashed' || exit.reason === 'hung') {
      return this.#options.onCrash(file.ticket) < crashesBeforeSetAside;
    }
    const kills = (this.#kills.get(file.ticket) ?? 0) + 1;
    this.#kills.set(file.ticket, kills);
    return kills < killsBeforeSetAside;
  }
}
