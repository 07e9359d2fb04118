import { afterEach, describe, expect, it, vi } from 'vitest';
import { browserCommand, currentDesktop, startProgram } from '../../../electron/web/desktop-programs.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('browserCommand', () => {
  const url = 'http://127.0.0.1:1/?token=a';
  it.each([
    ['linux', ['xdg-open', url]],
    ['darwin', ['open', url]],
    ['win32', ['rundll32', 'url.dll,FileProtocolHandler', url]],
  ] as const)('on %s', (platform, command) => {
    expect(browserCommand(platform, url)).toStrictEqual(command);
  });
});

describe.runIf(process.platform === 'linux')('currentDesktop', () => {
  it.each([
    ['', '', false],
    [':0', '', true],
    ['', 'wayland-0', true],
  ])('with DISPLAY=%o and WAYLAND_DISPLAY=%o', (display, wayland, hasDisplay) => {
    vi.stubEnv('DISPLAY', display);
    vi.stubEnv('WAYLAND_DISPLAY', wayland);
    expect(currentDesktop().hasDisplay).toBe(hasDisplay);
  });
});

describe('startProgram', () => {
  it('says whether there is such a program', async () => {
    expect(await startProgram([process.execPath, '--version'])).toBe(true);
    expect(await startProgram(['earmark-no-such-program'])).toBe(false);
  });
});
