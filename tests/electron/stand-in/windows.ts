import { EventEmitter } from 'node:events';

export interface StandInFrame {
  readonly url: string;
  readonly parent: StandInFrame | null;
}

/** An event that can be prevented, as Electron gives them. */
export class StandInEvent {
  readonly url: string;
  defaultPrevented = false;

  constructor(url = '') {
    this.url = url;
  }

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

export class StandInWebContents extends EventEmitter {
  url = '';
  reloads = 0;
  windowOpenHandler: (details: { readonly url: string }) => { readonly action: string } = () => ({ action: 'allow' });
  /** How a message reaches the preload script of this page. */
  deliver: (channel: string, message: unknown, ports: readonly unknown[]) => void = () => undefined;

  get mainFrame(): StandInFrame {
    return { url: this.url, parent: null };
  }

  getURL(): string {
    return this.url;
  }

  setWindowOpenHandler(handler: (details: { readonly url: string }) => { readonly action: string }): void {
    this.windowOpenHandler = handler;
  }

  reload(): void {
    this.reloads += 1;
  }

  postMessage(channel: string, message: unknown, ports: readonly unknown[]): void {
    this.deliver(channel, structuredClone(message), ports);
  }
}

export interface WindowOptions {
  readonly show?: boolean;
  readonly webPreferences?: Readonly<Record<string, unknown>>;
}

/** The class of one stand-in module, so that its list of windows is that module's own. */
export function createBrowserWindowClass(onContents: (contents: StandInWebContents) => void) {
  return class StandInBrowserWindow extends EventEmitter {
    static readonly windows: StandInBrowserWindow[] = [];
    readonly options: WindowOptions;
    readonly webContents = new StandInWebContents();
    shown = false;
    focused = false;
    minimized = false;

    constructor(options: WindowOptions) {
      super();
      this.options = options;
      StandInBrowserWindow.windows.push(this);
      onContents(this.webContents);
    }

    static getAllWindows(): StandInBrowserWindow[] {
      return StandInBrowserWindow.windows;
    }

    loadURL(url: string): Promise<void> {
      this.webContents.url = url;
      return Promise.resolve();
    }

    show(): void {
      this.shown = true;
    }

    isMinimized(): boolean {
      return this.minimized;
    }

    restore(): void {
      this.minimized = false;
    }

    focus(): void {
      this.focused = true;
    }
  };
}
