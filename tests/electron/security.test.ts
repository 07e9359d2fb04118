import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CONNECT_CHANNEL, SHELL_CHANNEL } from '../../electron/rpc/bridge-channels.ts';
import { createRequestHandler } from '../../electron/host/request-handler.ts';
import { makeFolder, processesOf, runEngineIn, startMain, useStandIn } from './rig.ts';
import type { StandIn } from './stand-in/electron.ts';
import { StandInEvent, StandInWebContents } from './stand-in/windows.ts';

let electron: StandIn;
let folder: Awaited<ReturnType<typeof makeFolder>>;

beforeEach(async () => {
  electron = useStandIn();
  folder = await makeFolder();
});
afterEach(async () => {
  vi.doUnmock('electron');
  await folder.remove();
});

describe('the app scheme', () => {
  it('is registered once, with what a page needs and no more', async () => {
    const { registerAppScheme } = await import('../../electron/main/app-scheme.ts');
    registerAppScheme();
    expect(electron.protocol.registerSchemesAsPrivileged).toHaveBeenCalledExactlyOnceWith([
      {
        scheme: 'app',
        privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
      },
    ]);
  });

  it('serves the bundle with its policy, and nothing to another host of the scheme', async () => {
    const { serveAppScheme } = await import('../../electron/main/app-scheme.ts');
    await writeFile(join(folder.path, 'secret'), 'secret');
    await mkdir(join(folder.path, 'renderer'));
    await writeFile(join(folder.path, 'renderer', 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">');
    serveAppScheme(
      createRequestHandler({ bundleFolder: join(folder.path, 'renderer'), clip: () => Promise.reject(new Error()) }),
    );
    const ask = async (url: string) => await electron.standIn.schemes.get('app')?.(new Request(url));
    const page = await ask('app://earmark/');
    expect(page?.status).toBe(200);
    expect(page?.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await ask('app://other/'))?.status).toBe(404);
    expect((await ask('app://earmark/..%2fsecret'))?.status).toBe(404);
  });

  it.each([
    ['app://earmark', true],
    ['app://earmark/index.html', true],
    ['app://earmark.evil/', false],
    ['https://earmark/', false],
    ['file:///etc/passwd', false],
  ])('knows its own addresses: %s', async (address, own) => {
    const { isAppAddress } = await import('../../electron/main/app-scheme.ts');
    expect(isAppAddress(address)).toBe(own);
  });
});

describe('a page', () => {
  async function createPage(): Promise<StandInWebContents> {
    const { secureEverything } = await import('../../electron/main/security.ts');
    secureEverything();
    const contents = new StandInWebContents();
    contents.url = 'app://earmark/';
    electron.app.emit('web-contents-created', new StandInEvent(), contents);
    return contents;
  }

  it('opens no window and holds no webview', async () => {
    const contents = await createPage();
    expect(contents.windowOpenHandler({ url: 'https://example.org' })).toStrictEqual({ action: 'deny' });
    const event = new StandInEvent();
    contents.emit('will-attach-webview', event);
    expect(event.defaultPrevented).toBe(true);
  });

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('leaves Earmark by no %s', async (name) => {
    const contents = await createPage();
    const away = new StandInEvent('https://example.org/');
    const own = new StandInEvent('app://earmark/index.html');
    contents.emit(name, away);
    contents.emit(name, own);
    expect([away.defaultPrevented, own.defaultPrevented]).toStrictEqual([true, false]);
  });

  it('gets no permission but to write text to the clipboard', async () => {
    const contents = await createPage();
    const { setPermissionRequestHandler, setPermissionCheckHandler, setDevicePermissionHandler } =
      electron.session.defaultSession;
    const request = setPermissionRequestHandler.mock.calls[0]?.[0] as (
      page: StandInWebContents,
      permission: string,
      decide: (granted: boolean) => void,
    ) => void;
    const check = setPermissionCheckHandler.mock.calls[0]?.[0] as (
      page: null,
      permission: string,
      origin: string,
    ) => boolean;
    const granted: Record<string, boolean> = {};
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'openExternal',
      'clipboard-read',
      'clipboard-sanitized-write',
    ]) {
      request(contents, permission, (value) => (granted[permission] = value));
      expect(check(null, permission, 'app://earmark')).toBe(granted[permission]);
      expect(check(null, permission, 'https://example.org')).toBe(false);
    }
    expect(Object.entries(granted).filter(([, value]) => value)).toStrictEqual([['clipboard-sanitized-write', true]]);
    expect((setDevicePermissionHandler.mock.calls[0]?.[0] as () => boolean)()).toBe(false);
  });
});

describe('messages', () => {
  it.each([
    ['another origin', { url: 'https://example.org/', parent: null }],
    ['a frame inside the page', { url: 'app://earmark/', parent: { url: 'app://earmark/', parent: null } }],
    ['a frame that is gone', null],
  ])('of %s are refused', async (_who, frame) => {
    const originalArguments = process.argv;
    await startMain(electron, folder.path);
    process.argv = originalArguments;
    const [engine] = processesOf(electron, 'engine');
    if (engine !== undefined) {
      runEngineIn(engine);
    }
    electron.standIn.speakAs(new StandInWebContents(), frame);
    expect(
      await electron.ipcRenderer.invoke(SHELL_CHANNEL, 'shell/pick-file', { kind: 'model', near: null }),
    ).toMatchObject({
      ok: false,
      fault: { code: 'permission-denied' },
    });
    expect(electron.dialog.showOpenDialog).not.toHaveBeenCalled();
    electron.ipcRenderer.send(CONNECT_CHANNEL);
    expect(engine?.received.filter(({ ports }) => ports.length > 0)).toStrictEqual([]);
    expect(await readFile(join(folder.path, 'library', 'earmark.log'), 'utf8')).toContain('foreign frame');
  });
});
