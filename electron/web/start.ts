/** The program behind `npm start` where there is no Electron: engine, scorers and loopback host, until Ctrl-C. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FaultError } from '../contract/outcome.ts';
import { libraryFolder } from '../host/library-folder.ts';
import { openLogFile } from '../host/log-file.ts';
import { createNodeProcessFactory } from '../host/node-process-factory.ts';
import { superviseEngine, type Supervisor } from '../host/supervisor.ts';
import { browserCommand, currentDesktop, startProgram } from './desktop-programs.ts';
import { startWebHost, type WebHost } from './web-host.ts';

const options = {
  library: { type: 'string' },
  port: { type: 'string', default: '0' },
  /** Shown in the window: why this is a browser. */
  notice: { type: 'string' },
  'no-open': { type: 'boolean', default: false },
  /** One JSON line `{"url":…,"library":…}` instead of sentences. */
  json: { type: 'boolean', default: false },
} as const;

async function main(): Promise<void> {
  const { port, values } = readArguments();
  const folder = libraryFolder(values.library);
  const log = openLogFile(folder, 'web host');
  const engine = superviseEngine({ factory: createNodeProcessFactory(log), libraryFolder: folder, log });
  try {
    const host = await startWebHost({
      engine,
      bundleFolder: join(import.meta.dirname, '../../dist/renderer'),
      port,
      log,
      notice: values.notice ?? null,
    });
    stopOnSignals(engine, host);
    const opened = await engine.opened;
    if (!opened.ok) {
      throw new FaultError(opened.fault);
    }
    announce(host.url, folder, values.json);
    const desktop = currentDesktop();
    if (desktop.hasDisplay && !values['no-open']) {
      await startProgram(browserCommand(desktop.platform, host.url));
    }
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** @throws Error with a sentence for the person where an option is unknown or makes no sense. */
function readArguments() {
  const { values } = parseArgs({ options });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port takes a number from 0 to 65535, not “${values.port}”.`);
  }
  return { port, values };
}

function announce(url: string, library: string, asJson: boolean): void {
  const sentences = `Earmark is open at ${url}\nLibrary: ${library}\nStop it here with Ctrl-C.\n`;
  process.stdout.write(asJson ? `${JSON.stringify({ url, library })}\n` : sentences);
}

/** The first signal closes the library in order; a second one does not wait. */
function stopOnSignals(engine: Supervisor, host: WebHost): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) {
      process.exit(1);
    }
    stopping = true;
    void Promise.allSettled([host.close(), engine.close()]).then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, stop);
  }
  // Whoever started this program with a channel (`npm start`) is gone, and could not say so by a signal.
  process.once('disconnect', stop);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
