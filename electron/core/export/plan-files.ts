import { chooseClips, type ChosenClip } from './clip-extent.ts';
import type { ExportMember, ScoredWindow } from './export-subset.ts';
import { nameKey } from './safe-file-name.ts';

/** What becomes of the sound. */
export interface WritingSettings {
  readonly extent: 'clip' | 'whole';
  readonly clipSeconds: number;
  readonly clipsPerRecording: number;
  readonly clipConfidence: number;
  readonly padClips: boolean;
  /** Hz; null: each recording keeps its own. */
  readonly sampleRate: number | null;
  readonly mono16: boolean;
}

/** What is decoded and written anew, as a mono 16-bit WAV. */
export interface PlannedPart {
  readonly fromSeconds: number;
  readonly toSeconds: number;
  /** The window that the clip is about, where it is a further one; null: the best. */
  readonly window: ScoredWindow | null;
  readonly sampleRate: number | null;
  readonly padToSeconds: number | null;
  /** The one that is written, counted from 1; null: the mean of all. */
  readonly channel: number | null;
}

/** A file that is written once, however many tiers hold it. */
export interface PlannedFile {
  readonly exportedName: string;
  /** The name without the place of a clip in the recording. */
  readonly recordingName: string;
  readonly member: ExportMember;
  /** null: the whole file as it is, byte for byte. */
  readonly part: PlannedPart | null;
  /** Exact for whole files, estimated for what is written anew. */
  readonly bytes: number;
}

/** Trainers mix down what they are given, so a file of several channels must not stand for one of them. */
export function isOneOfSeveral({ channel, channels }: Pick<ExportMember, 'channel' | 'channels'>): boolean {
  return channel !== null && channels !== 1;
}

const wavHeaderBytes = 44;
const assumedSampleRate = 48_000;

function rewrittenBytes(member: ExportMember, part: PlannedPart): number {
  const seconds = Math.max(part.toSeconds - part.fromSeconds, part.padToSeconds ?? 0);
  return wavHeaderBytes + 2 * Math.round(seconds * (part.sampleRate ?? member.sampleRate ?? assumedSampleRate));
}

/** The windows of other clips start within a tenth of a second of each other only in clips shorter than that. */
function clipName(name: string, { extent }: ChosenClip): string {
  return `${name.slice(0, -'.wav'.length)}_${extent.fromSeconds.toFixed(1).padStart(5, '0')}s.wav`;
}

/** Plans each distinct file once; hands out its place. */
export class FilePlanner {
  readonly files: PlannedFile[] = [];
  readonly #settings: WritingSettings;
  readonly #names: ReadonlyMap<number, string>;
  readonly #places = new Map<string | number, number>();
  readonly #clipNames = new Map<string, string>();
  readonly #plainNames: ReadonlySet<string>;

  constructor(settings: WritingSettings, names: ReadonlyMap<number, string>) {
    this.#settings = settings;
    this.#names = names;
    this.#plainNames = settings.clipsPerRecording === 1 ? new Set() : new Set([...names.values()].map(nameKey));
  }

  /** Places of the files that a recording becomes; the order is that of its clips, best first. */
  filesOf(member: ExportMember): readonly number[] {
    const name = this.#nameOf(member);
    const clips = this.#clipsOf(member);
    if (clips.length === 0) {
      return [this.#placeOf(member, name, name, this.#wholePart(member))];
    }
    return clips.map((clip) => {
      const clipped = this.#settings.clipsPerRecording === 1 ? name : this.#clipNameOf(member, name, clip);
      return this.#placeOf(member, name, clipped, this.#part(member, { ...clip.extent, window: clip.window }));
    });
  }

  #clipsOf(member: ExportMember): readonly ChosenClip[] {
    const { extent, clipSeconds, clipsPerRecording } = this.#settings;
    return extent === 'whole' ? [] : chooseClips(member, clipSeconds, clipsPerRecording);
  }

  #part(
    { channel }: ExportMember,
    { fromSeconds, toSeconds, window }: Pick<PlannedPart, 'fromSeconds' | 'toSeconds' | 'window'>,
  ): PlannedPart {
    const { extent, padClips, clipSeconds, sampleRate } = this.#settings;
    const isShort = extent === 'clip' && padClips && toSeconds - fromSeconds < clipSeconds;
    return { fromSeconds, toSeconds, window, sampleRate, padToSeconds: isShort ? clipSeconds : null, channel };
  }

  /** The whole recording; null where its own bytes will do. */
  #wholePart(member: ExportMember): PlannedPart | null {
    const { durationSeconds } = member;
    if (durationSeconds === null) {
      return null;
    }
    const part = this.#part(member, { fromSeconds: 0, toSeconds: durationSeconds, window: null });
    const { sampleRate, mono16 } = this.#settings;
    const staysAsItIs =
      member.copyable &&
      !isOneOfSeveral(member) &&
      part.padToSeconds === null &&
      (sampleRate === null || sampleRate === member.sampleRate) &&
      (!mono16 || (member.channels === 1 && member.bitsPerSample === 16));
    return staysAsItIs ? null : part;
  }

  /** The same recording may have another best window in another run; then its clips are two files of one name. */
  #placeOf(member: ExportMember, recordingName: string, exportedName: string, part: PlannedPart | null): number {
    const key = part === null ? member.recordingId : `${member.recordingId} ${part.fromSeconds} ${part.toSeconds}`;
    const known = this.#places.get(key);
    if (known !== undefined) {
      return known;
    }
    const bytes = part === null ? member.sizeBytes : rewrittenBytes(member, part);
    this.#places.set(key, this.files.length);
    return this.files.push({ exportedName, recordingName, member, part, bytes }) - 1;
  }

  /** Should another recording or clip have the name, the recording's number makes it unique. */
  #clipNameOf(member: ExportMember, name: string, clip: ChosenClip): string {
    const owner = `${member.recordingId} ${clip.extent.fromSeconds}`;
    const wish = clipName(name, clip);
    const holder = this.#clipNames.get(nameKey(wish));
    if (!this.#plainNames.has(nameKey(wish)) && (holder === undefined || holder === owner)) {
      this.#clipNames.set(nameKey(wish), owner);
      return wish;
    }
    return clipName(`${name.slice(0, -'.wav'.length)}~${member.recordingId}.wav`, clip);
  }

  #nameOf(member: ExportMember): string {
    const name = this.#names.get(member.recordingId);
    if (name === undefined) {
      throw new TypeError(`Recording ${member.recordingId} was given no exported name.`);
    }
    return name;
  }
}
