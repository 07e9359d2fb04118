import type { Clip, ClipHeader } from '../../contract/clip.ts';
import { succeed, type Outcome } from '../../contract/outcome.ts';
import type { AudioReader, ChannelChoice } from './audio-reader.ts';
import { clipRange } from './clip-range.ts';
import { openAudio } from './open-audio.ts';
import { largestPeak, peakPairs } from './peaks.ts';

/** A clip before the engine puts the recording's id on it. */
export interface ClipContent extends Omit<Clip, 'header'> {
  readonly header: Omit<ClipHeader, 'recordingId' | 'channel'>;
}

/** A person looks at seconds, not at hours; this also bounds the memory of one request. */
const longestClipSeconds = 120;
const peakPairCount = 1000;

/**
 * The mono sound of a recording from one time to another at its own sample rate, with peaks for the waveform.
 * The range is rounded to frames, clamped to the recording and cut at 120 s; the header says what was really read.
 * Faults: those of openAudio, and invalid-input where nothing of the range lies in the recording.
 */
export async function readClip(
  path: string,
  fromSeconds: number,
  toSeconds: number,
  channel: ChannelChoice = 'mix',
): Promise<Outcome<ClipContent>> {
  const opened = await openAudio(path, { channel });
  if (!opened.ok) {
    return opened;
  }
  try {
    return await readRange(
      opened.value,
      fromSeconds,
      Math.min(toSeconds, Math.max(0, fromSeconds) + longestClipSeconds),
    );
  } finally {
    await opened.value.close();
  }
}

async function readRange(reader: AudioReader, fromSeconds: number, toSeconds: number): Promise<Outcome<ClipContent>> {
  const range = clipRange(reader.info, fromSeconds, toSeconds);
  if (!range.ok) {
    return range;
  }
  const { fromFrame, toFrame } = range.value;
  const target = new Float32Array(toFrame - fromFrame);
  const read = await reader.readMono(fromFrame, target);
  if (!read.ok) {
    return read;
  }
  const samples = read.value === target.length ? target : target.slice(0, read.value);
  const peaks = peakPairs(samples, peakPairCount);
  const { sampleRate, durationSeconds } = reader.info;
  return succeed({
    header: {
      sampleRate,
      frames: samples.length,
      fromSeconds: fromFrame / sampleRate,
      toSeconds: (fromFrame + samples.length) / sampleRate,
      recordingSeconds: durationSeconds,
      peakCount: peaks.length / 2,
      peak: largestPeak(peaks),
    },
    samples,
    peaks,
  });
}
