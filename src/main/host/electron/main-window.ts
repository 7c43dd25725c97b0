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
  /** Says that the backend is gone, also to a page that is loaded meanwhile. @param code why none can be started for now, if known */
  backendLost(code: string | null): void;
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
  let lost: PortNews | null = null;
  const tell = (): void => {
    if (!isLoaded || window.isDestroyed()) return;
    if (lost) return contents.postMessage(PORT_CHANNEL, lost);
    const { port1, port2 } = new MessageChannelMain();
    connect(windowId, port1);
    contents.postMessage(PORT_CHANNEL, { channel: PORT_CHANNEL, state: 'ready' } satisfies PortNews, [port2]);
  };

  if (maximized) window.maximize();
  rememberPlacement(window, dataDir);
  window.once('ready-to-show', () => window.show());
  contents.on('did-start-loading', () => (isLoaded = false));
  contents.on('did-finish-load', () => {
    isLoaded = true;
    tell();
  });
  contents.on('render-process-gone', () => contents.reload());
  void window.loadURL(url);

  return {
    window,
    reconnect() {
      lost = null;
      tell();
    },
    backendLost(code) {
      lost = { channel: PORT_CHANNEL, state: 'lost', ...(code !== null && { code }) };
      tell();
    },
    focus() {
      if (window.isMinimized()) window.restore();
      window.focus();
    },
  };
}
