import { linkSync, mkdirSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeNoise, makeTestWav } from '../../support/wav-fixture.ts';

/** `count` recordings of quiet noise, 16-bit mono, no two alike; written just now, so they lie in the page cache. */
export function writeNoiseRecordings(
  folder: string,
  count: number,
  { seconds, sampleRate }: { readonly seconds: number; readonly sampleRate: number },
): void {
  mkdirSync(folder, { recursive: true });
  const bytes = makeTestWav(makeNoise(seconds * sampleRate, 7, 0.05), sampleRate);
  const dataAt = 44;
  for (let index = 0; index < count; index += 1) {
    // Rotating the samples makes every file another one without a second's work.
    const cut = dataAt + 2 * ((index * 7_919) % (seconds * sampleRate));
    const rotated = [bytes.subarray(0, dataAt), bytes.subarray(cut), bytes.subarray(dataAt, cut)];
    writeFileSync(join(folder, recordingName(index)), Buffer.concat(rotated));
  }
}

/** `count` recordings of three seconds that share the bytes of a few: as many files, hardly any disk. */
export function writeLinkedRecordings(folder: string, count: number, sampleRate: number): void {
  const distinct = Math.min(count, 256);
  writeNoiseRecordings(folder, distinct, { seconds: 3, sampleRate });
  for (let index = distinct; index < count; index += 1) {
    linkSync(join(folder, recordingName(index % distinct)), join(folder, recordingName(index)));
  }
}

/** AudioMoth-like: `20240301_000000.WAV` and so on, one a second. */
export function recordingName(index: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = 1 + Math.floor(index / 86_400);
  const second = index % 86_400;
  return `202403${two(day)}_${two(Math.floor(second / 3600))}${two(Math.floor(second / 60) % 60)}${two(second % 60)}.WAV`;
}

const audioMothComment =
  'Recorded at 21:05:00 01/03/2024 (UTC-7) by AudioMoth 24F3190361E2C8E4 at medium gain while battery was 4.2V and temperature was 15.2C.';

/** The bytes before the samples as an AudioMoth writes them, for `dataBytes` of 16-bit mono at 48 kHz: 488 bytes, half of them a comment. */
export function audioMothHeader(dataBytes: number): Uint8Array {
  const info = Buffer.alloc(432);
  info.write('INFOICMT', 0, 'latin1');
  info.writeUInt32LE(384, 8);
  info.write(audioMothComment, 12, 'latin1');
  info.write('IART', 396, 'latin1');
  info.writeUInt32LE(28, 400);
  info.write('AudioMoth 24F3190361E2C8E4', 404, 'latin1');
  const header = Buffer.from(
    makeTestWav(new Float32Array(0), 48_000, {
      before: [{ id: 'LIST', content: info }],
      claimedDataLength: dataBytes,
    }),
  );
  header.writeUInt32LE(header.length - 8 + dataBytes, 4);
  return header;
}

/** A recording whose samples are a hole in the file: its header and length are real, its silence takes no space. */
export function writeSparseRecording(path: string, dataBytes: number): void {
  const header = audioMothHeader(dataBytes);
  writeFileSync(path, header);
  truncateSync(path, header.length + dataBytes);
}

/** Size and modification time of a folder's files, in the order of their names, as a library keeps them. */
export function filesOf(folder: string): { readonly sizeBytes: number; readonly modifiedMs: number }[] {
  return readdirSync(folder)
    .sort()
    .map((name) => statSync(join(folder, name)))
    .map(({ size, mtimeMs }) => ({ sizeBytes: size, modifiedMs: Math.round(mtimeMs) }));
}
