import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { openAudio } from '../../../electron/core/audio/open-audio.ts';
import { expectedFrames, hasShared, readAudioManifest, sharedAudioPath } from '../../support/shared-audio.ts';

const isHere = hasShared('audio/MANIFEST.csv');
const rows = isHere ? readAudioManifest() : [];
const isDecoded = (format: string): boolean =>
  /^(?:WAV|WAVEX|RF64)\/(?:PCM_|FLOAT|DOUBLE|ALAW|ULAW)/.test(format) || format === 'WAV (damaged)';
const decoded = rows.filter(({ format }) => isDecoded(format));
const others = rows.filter(({ format }) => !isDecoded(format));

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
    process.stdout.write(`real WAV and RF64 files used: ${decoded.length}; other files: ${others.length}\n`);
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
