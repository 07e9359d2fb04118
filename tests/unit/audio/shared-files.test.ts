import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { openAudio } from '../../../electron/core/audio/open-audio.ts';
import { expectedFrames, hasShared, readAudioManifest, sharedAudioPath } from '../../support/shared-audio.ts';

const isHere = hasShared('audio/MANIFEST.csv');
const rows = isHere ? readAudioManifest() : [];
const isDecoded = (format: string): boolean =>
  /^(?:WAV|WAVEX|RF64|W64)\/(?:PCM_|FLOAT|DOUBLE|ALAW|ULAW|MS_ADPCM)/.test(format) || format === 'WAV (damaged)';
const isCompressed = (format: string): boolean => /^(?:FLAC|MP3|OGG)/.test(format);
const decoded = rows.filter(({ format }) => isDecoded(format));
const compressed = rows.filter(({ format }) => isCompressed(format));
const others = rows.filter(({ format }) => !isDecoded(format) && !isCompressed(format));
/** Where a good reader finds more or less than ffmpeg 5.1 did, and why. */
const otherFrames: Record<string, number | string> = {
  // Its sample rate changes three times: ffmpeg's resampler loses its tail at each change.
  'flac-test-files/01 - changing samplerate.flac': 163_840 + 152_917 + 155_648 + 132_930,
  // ffmpeg stops at the first block that is larger than the header says, and gives up where the header is wrong.
  'flac-test-files/01 - wrong max blocksize.flac': 101_999,
  'flac-test-files/03 - wrong bit depth.flac': 89_903,
  'flac-test-files/05 - 32bps audio.flac': 515_577,
  'flac-test-files/06 - missing streaminfo metadata block.flac': 69_743,
  'flac-test-files/11 - incorrect metadata block length.flac': 52_271,
  // ffmpeg makes up the half frame at the end; libsndfile has 4,608 too.
  'mutagen/bad-xing.mp3': 4_608,
  'mutagen/ooming-header.flac': 'damaged-file',
};

interface Reading {
  readonly frames: number;
  readonly peak: number;
}

async function readAll(path: string): Promise<Reading> {
  const reader = unwrap(await openAudio(path));
  const piece = new Float32Array(10_007);
  let frames = 0;
  let peak = 0;
  for (;;) {
    const read = unwrap(await reader.readMono(frames, piece));
    frames += read;
    peak = piece.subarray(0, read).reduce((largest, sample) => Math.max(largest, Math.abs(sample)), peak);
    if (read < piece.length) {
      break;
    }
  }
  expect(frames).toBe(reader.info.frames);
  await reader.close();
  return { frames, peak };
}

describe.runIf(isHere)('real recordings', () => {
  it('has files to test with', () => {
    process.stdout.write(
      `real WAV, RF64 and Wave64 files used: ${decoded.length}; FLAC, MP3 and Ogg: ${compressed.length}; other files: ${others.length}\n`,
    );
    expect(decoded.length).toBeGreaterThan(50);
  });

  it.each(decoded)('$path: as many frames as libsndfile, and its level', async (row) => {
    const frames = expectedFrames(row);
    if (frames === null || frames === 0) {
      const opened = await openAudio(sharedAudioPath(row));
      expect(opened.ok ? 'opened' : opened.fault.code).toBe(frames === 0 ? 'no-audio-data' : 'damaged-file');
      return;
    }
    const reading = await readAll(sharedAudioPath(row));
    expect(reading.frames).toBe(frames);
    const peakDecibels = 20 * Math.log10(reading.peak);
    if (row.peak_dbfs !== '' && row.channels === '1') {
      expect(peakDecibels).toBeCloseTo(Number(row.peak_dbfs), 0);
    }
  });

  it.each(compressed)('$path: as many frames as ffmpeg', async (row) => {
    const expected = otherFrames[row.path] ?? Number(/ffmpeg 5\.1: (\d+) frames/.exec(row.reader_results)?.[1]);
    if (typeof expected === 'string') {
      const opened = await openAudio(sharedAudioPath(row));
      expect(opened.ok ? 'opened' : opened.fault.code).toBe(expected);
      return;
    }
    const reading = await readAll(sharedAudioPath(row));
    expect(reading.frames).toBe(expected);
    expect(reading.peak > 0.001 || !(Number(row.peak_dbfs) > -40)).toBe(true);
    // At the last bits, decoders of lossy formats differ.
    if (Number(row.peak_dbfs) > -60 && row.channels === '1' && row.peak_dbfs !== '') {
      expect(20 * Math.log10(reading.peak)).toBeCloseTo(Number(row.peak_dbfs), 0);
    }
  });

  it.each(others)('$path: refused with a reason', async (row) => {
    const opened = await openAudio(sharedAudioPath(row));
    const code = opened.ok ? 'opened' : opened.fault.code;
    const expected = row.format.startsWith('EMPTY')
      ? 'empty-file'
      : /^(?:TEXT|UNKNOWN)/.test(row.format)
        ? 'not-audio'
        : 'unsupported-format';
    expect(code).toBe(expected);
  });
});
