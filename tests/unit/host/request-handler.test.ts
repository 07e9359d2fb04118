import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fail, succeed } from '../../../electron/contract/outcome.ts';
import { createRequestHandler, type RequestHandler } from '../../../electron/host/request-handler.ts';

let folder: string;
let handle: RequestHandler;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earmark-handler-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(
    join(folder, 'index.html'),
    '<meta name="csp-nonce" content="__CSP_NONCE__"><style nonce="__CSP_NONCE__">',
  );
  await writeFile(join(folder, 'assets', 'a-1.js'), 'export const é = 1;');
  await writeFile(join(folder, 'assets', 'a-1.css'), 'a{}');
  await writeFile(join(folder, 'assets', 'b.unknown'), 'b');
  await writeFile(join(folder, 'favicon.svg'), '<svg/>');
  handle = createRequestHandler({
    bundleFolder: folder,
    clip: (recordingId, from, to) =>
      Promise.resolve(
        recordingId === 7
          ? succeed(Uint8Array.of(recordingId, from * 10, to * 10))
          : fail(recordingId === 8 ? 'file-missing' : 'damaged-file', 'The card is not there.'),
      ),
  });
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

function get(path: string, method = 'GET'): Promise<Response> {
  return handle(new Request(`app://earmark${path}`, { method }));
}

describe('the page', () => {
  it('carries a nonce of its own in every meta tag, style tag and policy', async () => {
    const seen = new Set<string>();
    for (const path of ['/', '/index.html']) {
      const response = await get(path);
      const html = await response.text();
      const nonce = /content="([A-Za-z0-9+/=]+)"/.exec(html)?.[1] ?? '';
      expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
      expect(html).toContain(`<style nonce="${nonce}">`);
      expect(response.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}';`);
      seen.add(nonce);
    }
    expect(seen.size).toBe(2);
  });

  it('has a policy that starts from nothing and allows no inline script, eval, frame or form', async () => {
    const policy = (await get('/')).headers.get('content-security-policy') ?? '';
    expect(policy.startsWith("default-src 'none'; script-src 'self'; ")).toBe(true);
    expect(policy).not.toContain('unsafe');
    for (const directive of ["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"]) {
      expect(policy).toContain(directive);
    }
  });

  it('says what to do where the window was not built', async () => {
    const response = await createRequestHandler({
      bundleFolder: join(folder, 'none'),
      clip: () => Promise.reject(new Error()),
    })(new Request('app://earmark/'));
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm start');
  });
});

describe('the bundle', () => {
  it.each([
    ['/assets/a-1.js', 'text/javascript; charset=utf-8', 'private, max-age=31536000, immutable'],
    ['/assets/a-1.css', 'text/css; charset=utf-8', 'private, max-age=31536000, immutable'],
    ['/assets/b.unknown', 'application/octet-stream', 'private, max-age=31536000, immutable'],
    ['/favicon.svg', 'image/svg+xml', 'no-cache'],
  ])('serves %s as %s', async (path, type, cache) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('cache-control')).toBe(cache);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('answers HEAD as GET, without the body', async () => {
    const response = await get('/assets/a-1.js', 'HEAD');
    expect([response.status, response.headers.get('content-type'), await response.text()]).toStrictEqual([
      200,
      'text/javascript; charset=utf-8',
      '',
    ]);
  });

  it('has nothing else', async () => {
    expect((await get('/assets/none.js')).status).toBe(404);
    expect((await get('/', 'POST')).status).toBe(405);
  });
});

describe('clips', () => {
  it('are bytes of the asked part', async () => {
    const response = await get('/clip/7?from=0.5&to=2');
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(new Uint8Array(await response.arrayBuffer())).toStrictEqual(Uint8Array.of(7, 5, 20));
  });

  it('fail as an outcome, with a status that fits', async () => {
    const missing = await get('/clip/8?from=0&to=1');
    expect(missing.status).toBe(404);
    expect(await missing.json()).toStrictEqual({
      ok: false,
      fault: { code: 'file-missing', message: 'The card is not there.' },
    });
    expect((await get('/clip/9?from=0&to=1')).status).toBe(500);
  });

  it.each([
    '/clip/',
    '/clip/0?from=0&to=1',
    '/clip/7',
    '/clip/7?from=&to=1',
    '/clip/7?from=0&to=Infinity',
    '/clip/7?from=-1&to=1',
    '/clip/7?from=1&to=1',
    '/clip/x?from=0&to=1',
    '/clip/7/8?from=0&to=1',
  ])('are refused for %s', async (path) => {
    expect((await get(path)).status).toBe(400);
  });
});
