import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { addFolder } from '../../electron/cli/commands/add.ts';
import { openSession, type Session } from '../../electron/cli/session.ts';
import { sourceSchema } from '../../electron/contract/sources.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeNoise, writeTestWav } from '../support/wav-fixture.ts';

const folder = temporaryFolder();
const valueSchema = z.object({
  source: sourceSchema,
  changes: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  remarks: z.array(z.string()),
});
let number = 0;
let card = '';

type Options = Parameters<typeof addFolder>[2];

/** As `earmark add CARD` with these options, each time with a library of its own. */
async function withLibrary(work: (add: (options: Options) => ReturnType<typeof report>) => Promise<void>) {
  const session = await openSession({ libraryFolder: join(folder, `library-${number}`), scorerCount: 1 });
  try {
    await work((options) => report(session, options));
  } finally {
    await session.close();
  }
}

async function report(session: Session, options: Options) {
  const { value, lines } = await addFolder(session, card, options);
  return { ...valueSchema.parse(value), lines };
}

beforeEach(async () => {
  number += 1;
  card = join(folder, `card-${number}`);
  await mkdir(card);
  await writeTestWav(join(card, 'A_20240301_210500.wav'), makeNoise(800), 8000);
});

describe('a folder that is a source already', () => {
  const first = { role: 'positive', quality: 'low', site: 'pond', recorder: 'SM4' };

  test('has only what is said of it changed, and each change is told', async () => {
    await withLibrary(async (add) => {
      expect((await add(first)).source).toMatchObject(first);
      const zone = await add({ timeZone: 'UTC-7', update: true });
      expect(zone.source).toMatchObject({ ...first, timeZone: '-07:00' });
      expect(zone.changes).toEqual([{ field: 'timeZone', before: null, after: '-07:00' }]);
      expect(zone.lines).toContain('time zone: none → -07:00; the time of 1 recording read anew in it');
      const role = await add({ role: 'negative', site: '', update: true });
      expect(role.source).toMatchObject({ ...first, role: 'negative', site: null, timeZone: '-07:00' });
      expect(role.lines).toEqual(expect.arrayContaining(['role: positive → negative', 'site: pond → none']));
      expect(await add({ role: 'negative', timeZone: 'UTC-7' })).toMatchObject({ changes: [], remarks: [] });
    });
  });

  test('stays as it is without --update, which is said', async () => {
    await withLibrary(async (add) => {
      expect((await add({})).source).toMatchObject({ role: 'unlabelled', site: null });
      const again = await add({ role: 'negative', site: 'pond' });
      expect(again.source).toMatchObject({ role: 'unlabelled', site: null });
      expect(again.remarks).toEqual([
        'The role stays unlabelled; to change it, add --update.',
        'The site stays as it is (none); to change it, add --update.',
      ]);
      expect(again.lines).toEqual(expect.arrayContaining(again.remarks));
      expect((await add({})).remarks).toEqual([]);
    });
  });
});
