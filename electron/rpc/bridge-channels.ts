/** Names of the messages between Electron's main process, the preload script and the page. Constants only. */

/** Page → main, answered: an operation of the shell. */
export const SHELL_CHANNEL = 'earmark/shell';
/** Page → main: this page wants the engine's port. */
export const CONNECT_CHANNEL = 'earmark/connect';
/** Main → preload: here is the engine's port. */
export const ENGINE_PORT_CHANNEL = 'earmark/engine-port';
/** Preload → page: `data` of the window message with which the port is handed over. */
export const ENGINE_PORT_MESSAGE = 'earmark/engine-port';
