import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { CONNECT_CHANNEL, ENGINE_PORT_CHANNEL, ENGINE_PORT_MESSAGE, SHELL_CHANNEL } from '../rpc/bridge-channels.ts';
import type { Bridge } from '../rpc/bridge-client.ts';

/** All that the page gets of Electron: four functions, none of which hands out an Electron object. */
const bridge: Bridge = {
  host: 'electron',
  shell: (operation, input) => ipcRenderer.invoke(SHELL_CHANNEL, operation, input),
  pathForFile: (file) => pathOf(file),
  connect: () => {
    ipcRenderer.send(CONNECT_CHANNEL);
  },
};

function pathOf(file: unknown): string {
  try {
    return webUtils.getPathForFile(file as File);
  } catch {
    // Electron throws for anything but a File; for the page that is no path either.
    return '';
  }
}

contextBridge.exposeInMainWorld('earmark', bridge);
// A port cannot cross the bridge, so it goes as a message of this very window, which the page checks.
ipcRenderer.on(ENGINE_PORT_CHANNEL, (event) => {
  window.postMessage(ENGINE_PORT_MESSAGE, '*', event.ports);
});
