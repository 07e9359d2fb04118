import { fail, succeed, type Fault, type Outcome } from '../../contract/outcome.ts';
import type { ProcessExit, ScorerPort } from '../../contract/processes.ts';
import { scorerReplySchema, type ScorerReply, type ScorerSettings } from '../../core/scoring/scorer-messages.ts';
import type { Log } from '../../rpc/log.ts';

export interface CrewFile {
  /** The recording's id; unique within a run. */
  readonly ticket: number;
  readonly path: string;
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
  readonly onResult: (result: FileResult) => void;
  /** A scorer died of this file; returns how often that has happened, over all engines that tried. */
  readonly onCrash: (ticket: number) => number;
}

/** Files that a scorer holds at a time: one in the model, the rest being decoded ahead. */
const filesAhead = 3;
const crashesBeforeSetAside = 2;
/** Deaths from outside are no file's fault, unless the same file is always the one in hand (out of memory, say). */
const killsBeforeSetAside = 10;
const fruitlessStartsBeforeGivingUp = 4;

interface Seat {
  readonly slot: number;
  isReady: boolean;
  inHand: CrewFile[];
  began: number | null;
}

/**
 * Scores files with k scorer processes until none is left. A scorer that dies is started again and its files are
 * scored again; a file that is in hand at two crashes is set aside with that reason. Resolves `cancelled` on abort,
 * and with the model's fault when the model cannot be used at all.
 */
export function scoreWithCrew(options: CrewOptions): Promise<Outcome<null>> {
  const { scorers, settings, signal, log } = options;
  const seats = new Map<number, Seat>();
  const returned: CrewFile[] = [];
  const kills = new Map<number, number>();
  const { promise, resolve } = Promise.withResolvers<Outcome<null>>();
  let fruitlessStarts = 0;
  let isOver = false;

  const finish = (outcome: Outcome<null>): void => {
    if (isOver) {
      return;
    }
    isOver = true;
    stopListening.forEach((stop) => {
      stop();
    });
    signal.removeEventListener('abort', abort);
    seats.forEach((seat) => {
      scorers.stop(seat.slot);
    });
    resolve(outcome);
  };
  const abort = (): void => finish(fail('cancelled', 'Scoring was stopped. What was finished is kept.'));

  const seatAt = (slot: number): void => {
    seats.set(slot, { slot, isReady: false, inHand: [], began: null });
    scorers.start(slot);
    scorers.send(slot, { kind: 'configure', settings });
  };
  const fill = (seat: Seat): void => {
    while (seat.isReady && seat.inHand.length < filesAhead) {
      const file = returned.shift() ?? options.next();
      if (file === undefined) {
        break;
      }
      seat.inHand.push(file);
      scorers.send(seat.slot, { kind: 'score', ticket: file.ticket, path: file.path });
    }
    if (seat.isReady && [...seats.values()].every((each) => each.inHand.length === 0) && returned.length === 0) {
      finish(succeed(null));
    }
  };
  const deliver = (seat: Seat, result: FileResult): void => {
    seat.inHand = seat.inHand.filter((file) => file.ticket !== result.ticket);
    seat.began = seat.began === result.ticket ? null : seat.began;
    fruitlessStarts = 0;
    options.onResult(result);
    fill(seat);
  };
  const handle = (slot: number, message: unknown): void => {
    const seat = seats.get(slot);
    if (seat === undefined || isOver) {
      return;
    }
    const reply = scorerReplySchema.parse(message);
    if (reply.kind === 'configured') {
      seat.isReady = true;
      fill(seat);
    } else if (reply.kind === 'began') {
      seat.began = reply.ticket;
    } else if (reply.kind === 'refused') {
      finish({ ok: false, fault: reply.fault });
    } else if (reply.kind === 'scored' || reply.kind === 'failed') {
      deliver(seat, reply);
    }
  };

  /** true: the file is to be tried again. */
  const survives = (file: CrewFile, exit: ProcessExit): boolean => {
    const isCrash = exit.reason === 'crashed';
    const count = isCrash ? options.onCrash(file.ticket) : (kills.get(file.ticket) ?? 0) + 1;
    kills.set(file.ticket, isCrash ? (kills.get(file.ticket) ?? 0) : count);
    if (count < (isCrash ? crashesBeforeSetAside : killsBeforeSetAside)) {
      return true;
    }
    log('warning', 'A file was set aside: scorers died of it', { path: file.path, ...exit });
    options.onResult({ kind: 'failed', ticket: file.ticket, fault: crashFault(exit) });
    return false;
  };
  const bury = (slot: number, exit: ProcessExit): void => {
    const seat = seats.get(slot);
    if (seat === undefined || isOver) {
      return;
    }
    log('warning', 'A scorer ended; starting another', { slot, ...exit });
    const blamed = seat.began ?? seat.inHand[0]?.ticket;
    returned.push(...seat.inHand.filter((file) => file.ticket !== blamed || survives(file, exit)));
    fruitlessStarts += 1;
    if (fruitlessStarts > fruitlessStartsBeforeGivingUp * options.scorerCount && exit.reason !== 'killed') {
      finish(
        fail(
          'unavailable',
          'The scoring process does not stay up with this model. Try another model, or look into the log.',
          exit.detail,
        ),
      );
      return;
    }
    seatAt(slot);
  };

  const stopListening = [scorers.onMessage(handle), scorers.onExit(bury)];
  signal.addEventListener('abort', abort);
  if (signal.aborted) {
    abort();
    return promise;
  }
  for (let slot = 0; slot < options.scorerCount; slot += 1) {
    seatAt(slot);
  }
  return promise;
}

function crashFault(exit: ProcessExit): Fault {
  return {
    code: 'scorer-crashed',
    message: 'The model’s native code crashed on this file, twice. It was set aside; the other files are not affected.',
    detail: exit.detail,
  };
}
