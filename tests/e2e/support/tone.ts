import { writeFile } from 'node:fs/promises';

const SAMPLE_RATE = 16_000;
const SECONDS = 3;

/** Writes a small valid recording: three seconds of a quiet tone, 800 Hz where nothing else is said, 16 bit, mono. */
export async function writeTone(path: string, frequency = 800): Promise<void> {
  const frames = SAMPLE_RATE * SECONDS;
  const bytes = Buffer.alloc(44 + 2 * frames);
  bytes.write('RIFF', 0, 'ascii');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8, 'ascii');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(SAMPLE_RATE, 24);
  bytes.writeUInt32LE(2 * SAMPLE_RATE, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'ascii');
  bytes.writeUInt32LE(2 * frames, 40);
  for (let frame = 0; frame < frames; frame += 1) {
    bytes.writeInt16LE(Math.round(1500 * Math.sin((2 * Math.PI * frequency * frame) / SAMPLE_RATE)), 44 + 2 * frame);
  }
  await writeFile(path, bytes);
}
