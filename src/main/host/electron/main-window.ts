import { BrowserWindow, MessageChannelMain, screen } from 'electron';
import type { MessagePortMain } from 'electron';
import { readPlacement, rememberPlacement } from '#main/host/electron/window-state.ts';
import { PORT_CHANNEL } from '#shared/contract/port-news.ts';
import type { PortNews } from '#shared/contract/port-news.ts';

export interface MainWindowOptions {
  readonly dataDir: string;
  readonly preload: string;
  /** The product's page, or the development server's. */
  readonly url: string;
  readonly isPackaged: boolean;
  /** Hands the backend its end of a new channel. */
  readonly connect: (windowId: string, port: MessagePortMain) => void;
}

export interface MainWindow {
  readonly window: BrowserWindow;
  /** Makes a new channel between the page and the backend. */
  reconnect(): void;
  /** Says that the backend is gone. */
  backendLost(): void;
  focus(): void;
}

/** The window of the workstation: a sandboxed page that reaches the backend over one port, and nothing else. */
export function openMainWindow({ dataDir, preload, url, isPackaged, connect }: MainWindowOptions): MainWindow {
  const { maximized, ...bounds } = readPlacement(dataDir, screen.getAllDisplays());
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Packbench',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !isPackaged,
    },
  });
  const contents = window.webContents;
  // Stays with this window over reloads and restarts of the backend, so that the sign-in does too where it can.
  const windowId = `electron-${window.id}`;
  let isLoaded = false;
  const tell = (state: PortNews['state'], ports: MessagePortMain[] = []): void =>
    contents.postMessage(PORT_CHANNEL, { channel: PORT_CHANNEL, state } satisfies PortNews, ports);
  const reconnect = (): void => {
    if (!isLoaded || window.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    connect(windowId, port1);
    tell('ready', [port2]);
  };

  if (maximized) window.maximize();
  rememberPlacement(window, dataDir);
  window.once('ready-to-show', () => window.show());
  contents.on('did-start-loading', () => (isLoaded = false));
  contents.on('did-finish-load', () => {
    isLoaded = true;
    reconnect();
  });
  contents.on('render-process-gone', () => contents.reload());
  void window.loadURL(url);

  return {
    window,
    reconnect,
    backendLost() {
      if (isLoaded && !window.isDestroyed()) tell('lost');
    },
    focus() {
      if (window.isMinimized()) window.restore();
      window.focus();
    },
  };
}
