import type { FileWindow } from './file-window.ts';
import { isSameStream, mpegHeaderBytes, parseMpegHeader, type MpegFrameHeader } from './mpeg-frame.ts';
import { findFrame, frameKindAt, nextInHand, type BytesInHand, type MpegFrame } from './mpeg-search.ts';

/** Where the frames of an MPEG stream lie, as far as one had to look; the rest is found when it is asked for. */
export interface MpegIndex {
  /** A frame at or a little before the given one. */
  entryFor(frame: number): Promise<MpegEntry>;
  /** Goes through all frames. */
  whole(): Promise<MpegExtent>;
}

export interface MpegEntry {
  /** Its number. */
  readonly frame: number;
  readonly position: number;
}

export interface MpegExtent {
  /** Whole frames. */
  readonly count: number;
  /** Whether bytes that are no frame lie between frames, or the last frame is cut. */
  readonly isDamaged: boolean;
  /** The first change to another sample rate, whose frames are none of this stream; null where there is none. */
  readonly change: MpegChange | null;
}

export interface MpegChange {
  /** Frames before it. */
  readonly frame: number;
  readonly sampleRate: number;
}

/** An hour of MP3 has about 140,000 frames: every 64th is remembered, the rest is walked. */
const indexStep = 64;
const walkBytes = 1 << 17;

/** What is known of a file. */
interface Walked {
  /** Where every `indexStep`th frame lies. */
  readonly positions: number[];
  count: number;
  /** Behind the last frame that was seen. */
  end: number;
  isDamaged: boolean;
  change: MpegChange | null;
  isOver: boolean;
}

/** A person moves about in one recording, and a scan is followed by the scoring: the files of late are remembered. */
const recentFiles = new Map<string, Walked>();
/** 4 MB of positions: 500,000 frames each 64 apart, about 230 hours of sound. */
const mostRemembered = 500_000;

/** The index of the stream from `first` on. `identity` stands for the file in its present state. */
export function createMpegIndex(window: FileWindow, first: MpegFrame, identity: string): MpegIndex {
  const key = `${identity}:${first.position}`;
  const walked = recentFiles.get(key) ?? {
    positions: [],
    count: 0,
    end: first.position,
    isDamaged: false,
    change: null,
    isOver: false,
  };
  recentFiles.delete(key);
  recentFiles.set(key, walked);
  return {
    async entryFor(frame) {
      await walkTo(window, walked, first, frame);
      const entry = Math.max(0, Math.min(Math.floor(frame / indexStep), walked.positions.length - 1));
      return { frame: entry * indexStep, position: walked.positions[entry] ?? first.position };
    },
    async whole() {
      await walkTo(window, walked, first, Infinity);
      return walked;
    },
  };
}

/** Walks on until `frame` is behind or all is known. Others may walk in the same file at the same time. */
async function walkTo(window: FileWindow, walked: Walked, first: MpegFrame, frame: number): Promise<void> {
  while (!walked.isOver && walked.count <= frame) {
    const from = walked.end;
    const bytes = await window.at(from, walkBytes);
    if (walked.end !== from) {
      continue;
    }
    walkThrough(bytes, walked, first, window.size);
    if (walked.end === from) {
      await passDamage(window, walked, first);
    }
  }
  forgetOldest();
}

/** Takes the frames that lie in `bytes`, which begin at the end of what was walked, and passes what is none between them. */
function walkThrough(bytes: Uint8Array, walked: Walked, { header: stream }: MpegFrame, size: number): void {
  const position = walked.end;
  for (let at = 0; at + mpegHeaderBytes <= bytes.length; at = walked.end - position) {
    const header = parseMpegHeader(bytes, at);
    if (header !== null && isSameStream(header, stream)) {
      if (position + at + header.length > size) {
        break;
      }
      note(walked, { position: position + at, header });
      continue;
    }
    const hand = { bytes, position, size };
    walked.change ??= changeAt(hand, at, walked.count, stream);
    const next = nextInHand(hand, at + 1, stream);
    if (next === null) {
      break;
    }
    walked.isDamaged = true;
    note(walked, next);
  }
}

function changeAt(hand: BytesInHand, at: number, frame: number, stream: MpegFrameHeader): MpegChange | null {
  const sampleRate = frameKindAt(hand, at)?.sampleRate ?? stream.sampleRate;
  return sampleRate === stream.sampleRate ? null : { frame, sampleRate };
}

function note(walked: Walked, { position, header }: MpegFrame): void {
  if (walked.count % indexStep === 0) {
    walked.positions.push(position);
  }
  walked.count += 1;
  walked.end = position + header.length;
}

/** Goes on behind what is no frame; ends the walk where nothing follows. */
async function passDamage(window: FileWindow, walked: Walked, { header: stream }: MpegFrame): Promise<void> {
  const from = walked.end;
  const here = parseMpegHeader(await window.at(from, mpegHeaderBytes), 0);
  const isCut = here !== null && isSameStream(here, stream);
  const next = isCut ? null : await findFrame(window, from + 1, stream);
  const rest = String.fromCharCode(...(await window.at(from, 3)));
  if (walked.end !== from) {
    return;
  }
  if (next !== null) {
    walked.isDamaged = true;
    note(walked, next);
    return;
  }
  walked.isOver = true;
  walked.isDamaged ||= !['', 'TAG', 'APE', 'LYR'].includes(rest);
}

function forgetOldest(): void {
  let remembered = [...recentFiles.values()].reduce((sum, { positions }) => sum + positions.length, 0);
  for (const [key, { positions }] of recentFiles) {
    if (remembered <= mostRemembered && recentFiles.size <= mostFiles) {
      break;
    }
    remembered -= positions.length;
    recentFiles.delete(key);
  }
}

const mostFiles = 1000;
