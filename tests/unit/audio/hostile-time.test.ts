import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRecording, type ReadRecording } from '../../../electron/core/intake/read-recording.ts';
import { hasFfmpeg } from '../../support/ffmpeg.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();
const megabyte = 1 << 20;

function encoded(name: string, options: readonly string[]): Buffer {
  const path = join(folder, name);
  const source = ['-f', 'lavfi', '-i', 'anoisesrc=c=pink:a=0.3:seed=7:r=44100:d=20'];
  expect(spawnSync('ffmpeg', ['-v', 'error', '-y', ...source, ...options, path]).status).toBe(0);
  return readFileSync(path);
}

/** What was read, and the seconds of CPU that it took. */
async function timed(name: string, bytes: Uint8Array): Promise<ReadRecording & { readonly seconds: number }> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  const before = process.cpuUsage();
  const recording = await readRecording(path);
  const { user, system } = process.cpuUsage(before);
  return { ...recording, seconds: (user + system) / 1e6 };
}

describe.runIf(hasFfmpeg)('what is made to cost time', () => {
  it.each([
    ['flags that no page has', 0xff],
    ['headers that only their checksums give away', 0],
  ])('false Ogg pages behind a good file: %s', async (_, flags) => {
    const good = encoded('good.ogg', ['-c:a', 'libvorbis']);
    const head = Buffer.alloc(28, 0xff);
    head.write('OggS\0', 'latin1');
    head[5] = flags;
    const { info, seconds } = await timed('false.ogg', Buffer.concat([good, Buffer.alloc(4 * megabyte, head)]));
    expect(info?.durationSeconds).toBeCloseTo(20, 2);
    expect(seconds).toBeLessThan(2);
  });

  it.each([
    ['true ones', 60],
    ['many true ones', 20],
  ])('false Ogg pages among %s', async (_, falsePages) => {
    const good = encoded('good.ogg', ['-c:a', 'libvorbis', '-page_duration', '20000']);
    const head = Buffer.alloc(28, 0xff);
    head.write('OggS\0\0', 'latin1');
    const pages = good.toString('latin1').split(/(?=OggS)/);
    const between = Buffer.alloc(28 * falsePages, head).toString('latin1');
    const { seconds } = await timed('among.ogg', Buffer.from(pages.join(between), 'latin1'));
    expect(seconds).toBeLessThan(2);
  });

  it.each([
    ['a stray byte behind every second frame', 2, Buffer.from([0x55])],
    ['headers without frames behind every frame', 1, Buffer.alloc(2000, Buffer.from('fffb9000', 'hex'))],
  ])('an MP3 with %s', async (_, every, stray) => {
    const bytes = encoded('good.mp3', ['-b:a', '32k', '-write_xing', '0', '-id3v2_version', '0']);
    const parts: Uint8Array[] = [];
    for (let at = 0, count = 1; at < bytes.length; count += 1) {
      const length = 104 + ((bytes[at + 2] ?? 0) & 2 ? 1 : 0);
      parts.push(bytes.subarray(at, at + length), ...(count % every === 0 ? [stray] : []));
      at += length;
    }
    const once = Buffer.concat(parts);
    const repeats = Math.ceil((8 * megabyte) / once.length);
    const { info, seconds } = await timed('stray.mp3', Buffer.concat(Array<Buffer>(repeats).fill(once)));
    expect(info).toMatchObject({ warning: 'Parts of this file are damaged. Everything whole was recovered.' });
    expect(seconds).toBeLessThan(1);
  });
});
