import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWebHost, type WebHost } from '../../electron/web/web-host.ts';
import { createScriptedEngine } from './scripted-engine.ts';
import { signIn } from './transports.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let folder: string;
let host: WebHost;
let cookie: string;
let port: number;
const engine = createScriptedEngine();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earmark-guards-'));
  await mkdir(join(folder, 'bundle', 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'bundle-secret.txt'), 'secret');
  await writeFile(join(folder, 'bundle', 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">');
  await writeFile(join(folder, 'bundle', 'assets', 'index-abc.js'), 'export {};');
  await symlink(join(folder, 'secret.txt'), join(folder, 'bundle', 'assets', 'link.txt'));
  host = await startWebHost({ engine, bundleFolder: join(folder, 'bundle'), log: () => undefined });
  port = Number(new URL(host.url).port);
  cookie = await signIn(host.url);
});
afterAll(async () => {
  await host.close();
  await rm(folder, { recursive: true });
});

/** With node:http, which sends a path and a Host header as they are told. A header of '' is left out. */
function ask(
  path: string,
  options: { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string } = {},
): Promise<Answer> {
  const headers = Object.entries({ cookie, ...options.headers }).filter(([, value]) => value !== '');
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method: options.method ?? 'GET',
        headers: Object.fromEntries(headers),
        agent: false,
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => (body += text));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(options.body);
  });
}

function postRpc(headers: Record<string, string>, body = '{"operation":"source/list","input":{}}'): Promise<Answer> {
  const own = { 'content-type': 'application/json', origin: `http://127.0.0.1:${port}` };
  return ask('/rpc', { method: 'POST', headers: { ...own, ...headers }, body });
}

describe('the address', () => {
  it('is loopback, with a token that the page’s own address does not keep', async () => {
    expect(host.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}$/);
    const answer = await ask(new URL(host.url).pathname + new URL(host.url).search, { headers: { cookie: '' } });
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/');
    expect(answer.headers['set-cookie']?.[0]).toMatch(
      /^earmark-[0-9a-f]{8}=[\w-]{32}; HttpOnly; SameSite=Strict; Path=\/$/,
    );
    expect(answer.headers['set-cookie']?.[0]).not.toContain(new URL(host.url).searchParams.get('token'));
  });

  it('signs in after a link from another site without a redirect, which would lose the strict cookie', async () => {
    const answer = await ask(new URL(host.url).search.replace('?', '/?'), {
      headers: { cookie: '', 'sec-fetch-site': 'cross-site' },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers['set-cookie']).toHaveLength(1);
    expect(answer.body).toContain('http-equiv="refresh" content="0;url=/"');
  });

  it('refuses a port that is taken, and says so', async () => {
    await expect(startWebHost({ engine, bundleFolder: folder, port, log: () => undefined })).rejects.toThrow(
      `cannot listen on port ${port}`,
    );
  });
});

describe('who may ask', () => {
  it.each(['/', '/assets/index-abc.js', '/events', '/clip/7?from=0&to=1', '/?token=wrong', '/?token='])(
    'gives %s to nobody without the cookie',
    async (path) => {
      const bare = await ask(path, { headers: { cookie: '' } });
      expect(bare.status).toBe(401);
      expect(JSON.parse(bare.body)).toMatchObject({ ok: false, fault: { code: 'permission-denied' } });
      expect((await ask(path, { headers: { cookie: cookie.replace(/=.*/, '=guess') } })).status).toBe(401);
    },
  );

  it('shows a person without the cookie what to do', async () => {
    const answer = await ask('/', { headers: { cookie: '', accept: 'text/html,*/*' } });
    expect(answer.status).toBe(401);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.body).toContain('Copy the whole address that Earmark printed');
    expect(answer.body).not.toContain(new URL(host.url).searchParams.get('token'));
  });

  it.each([
    'evil.example',
    `evil.example:80`,
    '127.0.0.1.evil.example',
    'localhost.evil',
    '[::2]',
    '0.0.0.0',
    '10.0.0.1',
  ])('answers to no other host name: %s', async (name) => {
    for (const path of ['/', '/events', '/clip/7?from=0&to=1']) {
      expect((await ask(path, { headers: { host: name } })).status).toBe(421);
    }
    expect((await postRpc({ host: name, origin: `http://${name}` })).status).toBe(421);
  });

  it('answers through a forwarded port, as ssh -L gives one', async () => {
    const answer = await postRpc({ host: 'localhost:9000', origin: 'http://localhost:9000' });
    expect(answer.status).toBe(200);
  });

  it.each(['http://evil.example', 'null', 'http://localhost:1', 'https://127.0.0.1', ''])(
    'takes no call of the origin %o',
    async (origin) => {
      engine.lastInput = undefined;
      const answer = await postRpc({ origin });
      expect(answer.status).toBe(403);
      expect(engine.lastInput).toBeUndefined();
    },
  );

  it.each(['cross-site', 'same-site'])('lets a %s page load nothing, but a link open the window', async (site) => {
    for (const path of ['/events', '/clip/7?from=0&to=1', '/assets/index-abc.js']) {
      expect((await ask(path, { headers: { 'sec-fetch-site': site } })).status).toBe(403);
    }
    expect((await ask('/', { headers: { 'sec-fetch-site': site } })).status).toBe(200);
  });

  it('allows no other origin to read anything', async () => {
    for (const answer of [await ask('/'), await postRpc({}), await ask('/clip/7?from=0&to=1')]) {
      expect(answer.status).toBe(200);
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toStrictEqual([]);
      expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin');
    }
  });
});

describe('what may be asked', () => {
  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '//etc/passwd',
    '/%2fetc%2fpasswd',
    '/..%2fbundle-secret.txt',
    '/assets/link.txt',
    '/assets',
    '/index.html%00.js',
    '/%',
    '/clip/../secret.txt',
  ])('serves nothing outside the bundle: %s', async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('secret');
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'POST'])('answers no %s for a file', async (method) => {
    const answer = await ask('/', { method, headers: { origin: `http://127.0.0.1:${port}` } });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, HEAD');
  });

  it('takes JSON only, so that no form of another page can call', async () => {
    expect((await postRpc({ 'content-type': 'text/plain' })).status).toBe(415);
    expect((await postRpc({}, 'not json')).status).toBe(400);
    expect((await postRpc({}, '[]')).status).toBe(400);
  });

  it('takes no body above four megabytes', async () => {
    const answer = await postRpc({}, JSON.stringify({ operation: 'source/list', input: 'x'.repeat(4 * 1024 * 1024) }));
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body)).toMatchObject({ ok: false, fault: { code: 'invalid-input' } });
    expect((await postRpc({})).status).toBe(200);
  });
});
