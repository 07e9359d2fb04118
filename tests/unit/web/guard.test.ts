import { describe, expect, it } from 'vitest';
import { refusalOf, type GuardedRequest } from '../../../electron/web/guard.ts';

const own: GuardedRequest = {
  method: 'POST',
  path: '/rpc',
  host: '127.0.0.1:4123',
  origin: 'http://127.0.0.1:4123',
  fetchSite: 'same-origin',
  signedIn: true,
};

describe('refusalOf', () => {
  it.each<[string, Partial<GuardedRequest>, ReturnType<typeof refusalOf>]>([
    ['the page itself', {}, null],
    ['the page by name', { host: 'localhost:4123', origin: 'http://localhost:4123' }, null],
    ['the page over IPv6', { host: '[::1]:4123', origin: 'http://[::1]:4123' }, null],
    ['a program without Origin', { origin: undefined }, 'foreign-origin'],
    ['no Host', { host: undefined }, 'foreign-host'],
    ['a rebound name', { host: 'evil.example:4123', origin: 'http://evil.example:4123' }, 'foreign-host'],
    ['a name that begins like ours', { host: '127.0.0.1.evil.example' }, 'foreign-host'],
    ['a Host with a user in it', { host: 'evil@127.0.0.1' }, 'foreign-host'],
    ['another port of ours', { origin: 'http://127.0.0.1:3000' }, 'foreign-origin'],
    ['an https page', { origin: 'https://127.0.0.1:4123' }, 'foreign-origin'],
    ['a sandboxed frame', { origin: 'null' }, 'foreign-origin'],
    ['nobody', { signedIn: false }, 'not-signed-in'],
    ['a foreign host first of all', { host: 'evil', origin: 'evil', signedIn: false }, 'foreign-host'],
    [
      'a GET of another page',
      { method: 'GET', path: '/clip/1', origin: undefined, fetchSite: 'cross-site' },
      'foreign-origin',
    ],
    ['a link of another page', { method: 'GET', path: '/', origin: undefined, fetchSite: 'cross-site' }, null],
    ['a typed address', { method: 'GET', path: '/', origin: undefined, fetchSite: 'none' }, null],
    ['curl with the cookie', { method: 'GET', path: '/events', origin: undefined, fetchSite: undefined }, null],
  ])('%s', (_who, change, refusal) => {
    expect(refusalOf({ ...own, ...change })).toBe(refusal);
  });
});
