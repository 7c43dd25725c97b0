import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { app, dialog, Menu, powerMonitor, protocol, safeStorage, session, shell, utilityProcess } from 'electron';
import type { MessagePortMain } from 'electron';
import { LEAN_EXEC_ARGV, leanEnvironment } from '#main/host/lean-process.ts';
import { openNodeKeystore } from '#main/app/keystore-node.ts';
import { appMenu } from '#main/host/electron/app-menu.ts';
import { APP_SCHEME, serveRenderer } from '#main/host/electron/app-protocol.ts';
import { BackendKeeper } from '#main/host/electron/backend-keeper.ts';
import { harden } from '#main/host/electron/harden.ts';
import { openMainWindow } from '#main/host/electron/main-window.ts';
import type { MainWindow } from '#main/host/electron/main-window.ts';
import { safeStorageKeystore } from '#main/host/electron/safe-storage-keystore.ts';
import { updateWhenIdle } from '#main/host/electron/update-when-idle.ts';
import type { Updater } from '#main/host/electron/update-when-idle.ts';
import { explainError } from '#main/host/explain-error.ts';
import { readHostArguments } from '#main/host/host-arguments.ts';
import { readHostTexts } from '#main/host/host-texts.ts';
import { makeDataDir } from '#main/app/make-data-dir.ts';
import { acquireHostLock } from '#main/host/node/host-lock.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { APP_ORIGIN } from '#shared/contract/port-news.ts';
import { pickLanguage } from '#shared/i18n/languages.ts';

export interface ElectronHostOptions {
  /** Folder of the built entries. */
  readonly mainDir: string;
  readonly words: readonly string[];
  /** Loaded in installed copies alone; null where there is nothing to update. */
  readonly loadUpdater: () => Promise<Updater | null>;
}

/** Runs the workstation in Electron: the window here, the backend in a process of its own. */
export async function startElectronHost({ mainDir, words, loadUpdater }: ElectronHostOptions): Promise<void> {
  const { dataDir, demo } = readHostArguments(words);
  const root = join(mainDir, '..', '..');
  // What native code opens by path lies outside the archive of an installed copy.
  const resourcesDir = join(root.replace(/app\.asar$/, 'app.asar.unpacked'), 'resources');
  const devServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
  const fail = (code: string, data: Readonly<Record<string, unknown>>): void => {
    dialog.showErrorBox('Packbench', explainError(resourcesDir, pickLanguage([app.getLocale()]), code, data));
    app.quit();
  };
  try {
    makeDataDir(dataDir);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await app.whenReady();
    return fail(error.code, error.data);
  }
  // Cookies, caches, and with them the single-instance lock, belong to the data and not to the person.
  app.setPath('userData', join(dataDir, 'electron'));
  if (!app.requestSingleInstanceLock()) return app.quit();
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([APP_SCHEME]);
  await app.whenReady();

  const language = pickLanguage([app.getLocale()]);
  const claim = acquireHostLock(dataDir, randomBytes(32).toString('base64url'));
  if (claim.kind === 'held') return fail('ERR_HOST_DATA_IN_USE', { pid: claim.holder.pid });

  harden(app, session.defaultSession, [APP_ORIGIN, ...(devServer ? [new URL(devServer).origin] : [])]);
  serveRenderer(session.defaultSession.protocol, join(root, 'out', 'renderer'));
  const { menu } = readHostTexts(resourcesDir, language);
  const openDataFolder = (): void => void shell.openPath(dataDir);
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(appMenu({ texts: menu, isMac: process.platform === 'darwin', openDataFolder })),
  );

  let main: MainWindow | null = null;
  const keystore = safeStorageKeystore(safeStorage, dataDir, await openNodeKeystore(dataDir));
  const backend = new BackendKeeper<MessagePortMain>({
    fork: () =>
      utilityProcess.fork(join(mainDir, 'backend.js'), [], {
        serviceName: 'Packbench backend',
        stdio: 'inherit',
        execArgv: [...LEAN_EXEC_ARGV],
        env: leanEnvironment(process.env, process.platform),
      }),
    start: {
      kind: 'start',
      appVersion: app.getVersion(),
      dataDir,
      resourcesDir,
      keystoreKind: keystore.kind,
      language,
      demo,
    },
    keystore,
    onForked: () => main?.reconnect(),
    onLost: (code) => main?.backendLost(code),
    onRefused: fail,
  });
  const openWindow = (): void => {
    main = openMainWindow({
      dataDir,
      preload: join(mainDir, '..', 'preload', 'index.cjs'),
      url: devServer ?? `${APP_ORIGIN}/`,
      isPackaged: app.isPackaged,
      connect: (windowId, port) => backend.connect(windowId, port),
    });
    main.window.on('closed', () => (main = null));
  };
  backend.start();
  openWindow();

  const updater = app.isPackaged ? await loadUpdater() : null;
  if (updater) updateWhenIdle({ updater, idleSeconds: () => powerMonitor.getSystemIdleTime() });
  app.on('second-instance', () => main?.focus());
  app.on('activate', () => main ?? openWindow());
  app.on('window-all-closed', () => app.quit());
  stopBackendBeforeQuit(backend, claim.lock.release);
}

/** The first wish to quit stops the backend in good order; the second, which this function makes, quits. */
function stopBackendBeforeQuit(backend: BackendKeeper<MessagePortMain>, release: () => void): void {
  let stopped = false;
  app.on('before-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void backend.stop().finally(() => {
      stopped = true;
      release();
      app.quit();
    });
  });
}
