import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openSession } from '../../electron/cli/session.ts';
import { prepareRecordingQueries } from '../../db/queries/recording-queries.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();

/** AAC frames of 16 bytes behind an empty ID3 tag. */
function taggedAac(): Buffer {
  const frame = Buffer.alloc(16);
  frame.set([0xff, 0xf1, 0x5c, 0x80, 0x02, 0x1f, 0xfc]);
  return Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1'), ...Array<Buffer>(50).fill(frame)]);
}

/** An encoder's tag without any sound behind it. */
function silentMp3(): Buffer {
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0xc0]);
  frame.write('Xing', 21);
  return frame;
}

it('files that are refused with what their headers say are not read anew at the next scan', async () => {
  const card = join(folder, 'card');
  const libraryFolder = join(folder, 'library');
  mkdirSync(card, { recursive: true });
  writeFileSync(join(card, 'tagged.mp3'), taggedAac());
  writeFileSync(join(card, 'silent.mp3'), silentMp3());
  const session = await openSession({ libraryFolder, scorerCount: 1 });
  const { source, jobId } = await session.call('source/add', { path: card, role: 'negative' });
  await session.finish(jobId);
  const { rows } = await session.call('recording/page', { sourceId: source.id, offset: 0, limit: 10 });
  await session.close();
  expect(rows.map(({ format, sampleRate, fault }) => [format, sampleRate, fault?.code])).toEqual([
    ['MP3', 44_100, 'no-audio-data'],
    ['AAC', 22_050, 'unsupported-format'],
  ]);
  const database = new Database(join(libraryFolder, 'library.sqlite'));
  const known = prepareRecordingQueries(database).knownIn(source.id);
  database.close();
  expect(known.map(({ lacksFacts }) => lacksFacts)).toEqual([0, 0]);
});
