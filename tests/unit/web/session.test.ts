import { describe, expect, it } from 'vitest';
import { createSession } from '../../../electron/web/session.ts';

describe('createSession', () => {
  const session = createSession();
  const cookie = session.setCookie.split(';')[0] ?? '';

  it('knows its own token and cookie, also among others', () => {
    expect(session.isToken(session.token)).toBe(true);
    expect(session.isSignedIn(cookie)).toBe(true);
    expect(session.isSignedIn(`theme=dark; ${cookie}; other=1`)).toBe(true);
  });

  it('knows no other', () => {
    const other = createSession();
    expect([null, '', `${session.token}x`, other.token].map(session.isToken)).toStrictEqual([
      false,
      false,
      false,
      false,
    ]);
    const candidates = [undefined, '', `${cookie}x`, cookie.slice(0, -1), `x${cookie}`, other.setCookie.split(';')[0]];
    expect(candidates.map(session.isSignedIn)).toStrictEqual(candidates.map(() => false));
  });
});
