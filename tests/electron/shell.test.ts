import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { shellOperations } from '../../electron/contract/operations.ts';
import { createDispatcher, type Dispatch } from '../../electron/rpc/dispatch.ts';
import { makeFolder, useStandIn } from './rig.ts';
import type { StandIn } from './stand-in/electron.ts';

const signal = new AbortController().signal;
let electron: StandIn;
let folder: Awaited<ReturnType<typeof makeFolder>>;
let ask: Dispatch;

beforeEach(async () => {
  electron = useStandIn();
  folder = await makeFolder();
  const { createDialogs } = await import('../../electron/main/dialogs.ts');
  const { createMemory } = await import('../../electron/main/remembered.ts');
  const { createDesktopShell } = await import('../../electron/main/shell-operations.ts');
  const memory = createMemory(join(folder.path, 'settings', 'remembered.json'));
  ask = createDispatcher(createDesktopShell(createDialogs(() => null, memory)), {
    log: () => undefined,
    validateOutput: true,
  });
});
afterEach(async () => {
  vi.doUnmock('electron');
  await folder.remove();
});

function choose(...filePaths: string[]): void {
  electron.dialog.showOpenDialog.mockResolvedValueOnce({ canceled: filePaths.length === 0, filePaths });
}

describe('the desktop’s shell', () => {
  it('has an answer to every shell operation', async () => {
    const inputs: Record<string, unknown> = {
      'shell/pick-folder': { title: 'x' },
      'shell/pick-file': { kind: 'labels', near: null },
      'shell/list-folder': { path: null },
    };
    inputs['shell/reveal'] = { path: folder.path };
    for (const name of Object.keys(shellOperations)) {
      const outcome = await ask(name, inputs[name] ?? {}, signal);
      expect(outcome.ok || outcome.fault.code, name).toBe(name === 'shell/list-folder' ? 'unavailable' : true);
    }
    expect(electron.app.hasQuit).toBe(true);
  });

  it('starts a folder dialog beside the last folder, and remembers only what was chosen', async () => {
    choose('/media/card/DATA');
    expect(await ask('shell/pick-folder', { title: 'Add a source' }, signal)).toStrictEqual({
      ok: true,
      value: '/media/card/DATA',
    });
    choose();
    expect(await ask('shell/pick-folder', { title: 'Add a source' }, signal)).toStrictEqual({ ok: true, value: null });
    choose();
    await ask('shell/pick-folder', { title: 'Add a source' }, signal);
    expect(electron.dialog.showOpenDialog.mock.calls.map(([options]) => options)).toStrictEqual([
      { title: 'Add a source', properties: ['openDirectory'] },
      { title: 'Add a source', properties: ['openDirectory'], defaultPath: '/media/card' },
      { title: 'Add a source', properties: ['openDirectory'], defaultPath: '/media/card' },
    ]);
  });

  it('chooses models by themselves, with a place of their own that their labels share', async () => {
    const pick = (kind: string, near: string | null = null) => ask('shell/pick-file', { kind, near }, signal);
    choose('/models/frog.onnx');
    expect(await pick('model')).toStrictEqual({ ok: true, value: '/models/frog.onnx' });
    choose('/media/card/DATA');
    await ask('shell/pick-folder', { title: 'x' }, signal);
    choose('/study/selection_manifest.csv');
    await pick('training');
    choose();
    await pick('labels');
    expect(electron.dialog.showOpenDialog.mock.lastCall?.[0]).toMatchObject({
      title: 'Choose a label file',
      defaultPath: '/models',
      filters: [{ extensions: ['txt', 'csv', 'tsv'] }, { extensions: ['*'] }],
    });
    choose();
    await pick('labels', '/elsewhere');
    expect(electron.dialog.showOpenDialog.mock.lastCall?.[0]).toMatchObject({ defaultPath: '/elsewhere' });
    expect(JSON.parse(await readFile(join(folder.path, 'settings', 'remembered.json'), 'utf8'))).toStrictEqual({
      modelFolder: '/models',
      folder: '/media/card',
      trainingFolder: '/study',
    });
  });

  it('opens dialogs over its window', async () => {
    const { createDialogs } = await import('../../electron/main/dialogs.ts');
    const window = { its: 'window' };
    const memory = { read: () => ({}), remember: () => undefined };
    await createDialogs(() => window as never, memory).pickFolder('x');
    expect(electron.dialog.showOpenDialog.mock.lastCall?.[0]).toBe(window);
  });

  it('shows what is there, and says what is not', async () => {
    const path = join(folder.path, 'a.wav');
    await writeFile(path, '');
    expect(await ask('shell/reveal', { path }, signal)).toMatchObject({ ok: true });
    expect(electron.shell.showItemInFolder).toHaveBeenCalledExactlyOnceWith(path);
    expect(await ask('shell/reveal', { path: `${path}x` }, signal)).toMatchObject({ fault: { code: 'not-found' } });
  });
});

describe('the memory', () => {
  it('forgets what is damaged, and survives a place where it cannot write', async () => {
    const { createMemory } = await import('../../electron/main/remembered.ts');
    const path = join(folder.path, 'remembered.json');
    await writeFile(path, '{"folder": 7');
    expect(createMemory(path).read()).toStrictEqual({});
    const nowhere = createMemory(join(path, 'below a file'));
    nowhere.remember({ folder: '/x' });
    expect(nowhere.read()).toStrictEqual({});
  });
});

describe('the menu', () => {
  it('has the system’s roles and shows the library’s folder', async () => {
    const { setMenu } = await import('../../electron/main/menu.ts');
    setMenu('/home/anna/Earmark');
    const [template] = electron.Menu.setApplicationMenu.mock.calls[0] as [
      { role?: string; label?: string; submenu?: { label?: string; click?: () => void }[] }[],
    ];
    expect(template.map((item) => item.role ?? item.label)).toEqual(
      expect.arrayContaining(['File', 'editMenu', 'viewMenu', 'windowMenu']),
    );
    template.find((item) => item.label === 'File')?.submenu?.[0]?.click?.();
    expect(electron.shell.openPath).toHaveBeenCalledExactlyOnceWith('/home/anna/Earmark');
  });
});

describe('the preload', () => {
  it('exposes four harmless things, and gives paths of dropped files only', async () => {
    vi.stubGlobal('window', { postMessage: () => undefined });
    await import('../../electron/preload/preload.ts');
    const bridge = electron.standIn.exposed['earmark'] as Record<string, unknown>;
    expect(Object.keys(bridge).toSorted()).toStrictEqual(['connect', 'host', 'pathForFile', 'shell']);
    const pathForFile = bridge['pathForFile'] as (file: unknown) => string;
    expect(pathForFile(new File([], 'DATA'))).toBe('/media/card/DATA');
    expect(pathForFile('a string')).toBe('');
    vi.unstubAllGlobals();
  });
});
