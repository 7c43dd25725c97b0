import { EventEmitter } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import type { ForkOptions } from 'electron';
import { WorkerProcess } from '#tests/support/electron/worker-process.ts';

/** What the fake application was asked to do, for tests to look at. */
export const asked = {
  quits: 0,
  errorBoxes: [] as string[],
  windows: [] as FakeWindow[],
  menus: [] as unknown[],
  schemes: [] as { scheme: string; privileges: object }[],
  handlers: new Map<string, (request: Request) => Promise<Response>>(),
  permission: {} as Record<string, (...args: never[]) => unknown>,
  isSandboxed: false,
  isPrimary: true,
  userData: '',
  processes: [] as WorkerProcess[],
  forks: [] as ForkOptions[],
  encrypts: true,
};

/** A page's contents, with the messages that were posted to it. */
export class FakeContents extends EventEmitter {
  readonly posted: { channel: string; message: unknown; ports: readonly unknown[] }[] = [];
  openHandler: () => { action: string } = () => ({ action: 'allow' });

  postMessage(channel: string, message: unknown, ports: readonly unknown[] = []): void {
    this.posted.push({ channel, message, ports });
    this.emit('posted');
  }
  setWindowOpenHandler(handler: () => { action: string }): void {
    this.openHandler = handler;
  }
  getURL(): string {
    return 'packbench://app/';
  }
  reload(): void {
    this.emit('did-start-loading');
    this.emit('did-finish-load');
  }
}

class FakeWindow extends EventEmitter {
  readonly id = asked.windows.length + 1;
  readonly webContents = new FakeContents();
  readonly options: { readonly webPreferences: object } & Record<string, unknown>;
  isFocused = false;
  isShown = false;
  bounds = { x: 10, y: 20, width: 1000, height: 700 };

  constructor(options: FakeWindow['options']) {
    super();
    this.options = options;
    asked.windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  async loadURL(url: string): Promise<void> {
    this.webContents.emit('loaded', url);
    this.webContents.emit('did-finish-load');
    this.emit('ready-to-show');
  }
  maximize(): void {}
  restore(): void {}
  show(): void {
    this.isShown = true;
  }
  focus(): void {
    this.isFocused = true;
  }
  isMinimized(): boolean {
    return false;
  }
  isMaximized(): boolean {
    return true;
  }
  isDestroyed(): boolean {
    return false;
  }
  getNormalBounds(): FakeWindow['bounds'] {
    return this.bounds;
  }
}

class FakeApp extends EventEmitter {
  readonly isPackaged = false;
  enableSandbox(): void {
    asked.isSandboxed = true;
  }
  setPath(_name: string, path: string): void {
    asked.userData = path;
  }
  requestSingleInstanceLock(): boolean {
    return asked.isPrimary;
  }
  async whenReady(): Promise<void> {}
  getLocale(): string {
    return 'zh-CN';
  }
  getVersion(): string {
    return '1.2.3';
  }
  quit(): void {
    asked.quits += 1;
    this.emit('before-quit', { preventDefault: () => {} });
  }
}

export const app = new FakeApp();
export { FakeWindow as BrowserWindow };
export const MessageChannelMain = MessageChannel;
export const Menu = {
  buildFromTemplate: (template: unknown) => template,
  setApplicationMenu: (menu: unknown) => asked.menus.push(menu),
};
export const dialog = { showErrorBox: (_title: string, text: string) => asked.errorBoxes.push(text) };
export const shell = { openPath: async () => '' };
export const powerMonitor = { getSystemIdleTime: () => 0 };
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] };
export const protocol = {
  registerSchemesAsPrivileged: (schemes: typeof asked.schemes) => asked.schemes.push(...schemes),
};
export const safeStorage = {
  isEncryptionAvailable: () => asked.encrypts,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptString: (text: string) => Buffer.from(text.split('').toReversed().join('')),
  decryptString: (sealed: Buffer) => sealed.toString().split('').toReversed().join(''),
};
export const session = {
  defaultSession: Object.assign(new EventEmitter(), {
    protocol: {
      handle: (scheme: string, handler: (request: Request) => Promise<Response>) => asked.handlers.set(scheme, handler),
    },
    webRequest: { onBeforeRequest: (handler: () => void) => (asked.permission['webRequest'] = handler) },
    setPermissionRequestHandler: (handler: () => void) => (asked.permission['request'] = handler),
    setPermissionCheckHandler: (handler: () => void) => (asked.permission['check'] = handler),
    setDevicePermissionHandler: (handler: () => void) => (asked.permission['device'] = handler),
  }),
};
export const utilityProcess = {
  fork(_file: string, _words: readonly string[], options: ForkOptions) {
    asked.forks.push(options);
    const process = new WorkerProcess();
    asked.processes.push(process);
    return process;
  },
};
