import type { SampleSourceName } from './sample-sources.ts';
import type { Scene } from './scene.ts';

/**
 * How a file is spoiled: `empty` has no bytes, `header-only` no samples, `not-audio` is a text file by another name
 * (none of the three can be scored); `truncated` breaks off in the middle of its samples and is readable up to there.
 */
export type Damage = 'empty' | 'header-only' | 'not-audio' | 'truncated';

/** Everything that decides the bytes of one sample recording. */
export interface RecordingPlan {
  readonly source: SampleSourceName;
  /** Path inside the source folder, with forward slashes. */
  readonly path: string;
  /** Local time of the recorder, seconds since 1970 as if it were UTC. */
  readonly startsAt: number;
  readonly rate: number;
  readonly channels: 1 | 2;
  /** True writes the AudioMoth comment into the header; the study's own clips have none. */
  readonly commented: boolean;
  readonly scene: Scene;
  readonly plantedMislabelled: boolean;
  readonly damage?: Damage;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `20240301_210500`, the time as recorders put it into names. */
export function timeStamp(seconds: number): string {
  const time = new Date(seconds * 1000);
  const day = `${time.getUTCFullYear()}${two(time.getUTCMonth() + 1)}${two(time.getUTCDate())}`;
  return `${day}_${two(time.getUTCHours())}${two(time.getUTCMinutes())}${two(time.getUTCSeconds())}`;
}

/** AudioMoth's header comment in the grammar of its firmware 1.11. */
export function audioMothComment(plan: RecordingPlan, serial: string): string {
  const time = new Date(plan.startsAt * 1000);
  const clock = `${two(time.getUTCHours())}:${two(time.getUTCMinutes())}:${two(time.getUTCSeconds())}`;
  const day = `${two(time.getUTCDate())}/${two(time.getUTCMonth() + 1)}/${time.getUTCFullYear()}`;
  const battery = (4.3 - (plan.startsAt % 7) / 10).toFixed(1);
  const temperature = (9 + (plan.startsAt % 53) / 10).toFixed(1);
  return `Recorded at ${clock} ${day} (UTC-8) by AudioMoth ${serial} at medium gain while battery was ${battery}V and temperature was ${temperature}C.`;
}

/** Seconds since 1970 of a local date and time. */
export function localTime(day: number, hour: number, minute: number, second = 0): number {
  return Date.UTC(2024, 2, day, hour, minute, second) / 1000;
}

/** The one name that all three recorders used, because all three woke at the same minute. */
export const sharedStart = localTime(1, 21, 5);
