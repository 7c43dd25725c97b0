/** The part of electron-updater's `autoUpdater` that is used. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  checkForUpdates(): Promise<unknown>;
  quitAndInstall(isSilent: boolean, isForceRunAfter: boolean): void;
  on(event: 'update-downloaded', listener: () => void): unknown;
}

export interface UpdateOptions {
  readonly updater: Updater;
  /** Seconds since a person last touched keyboard, mouse or scanner. */
  readonly idleSeconds: () => number;
  readonly checkEveryMs?: number;
  readonly lookEveryMs?: number;
}

/** Nobody packs a parcel with half an hour between two scans. */
export const IDLE_ENOUGH_S = 30 * 60;

const CHECK_EVERY_MS = 6 * 60 * 60 * 1000;
const LOOK_EVERY_MS = 60_000;

/**
 * Fetches new versions in the background and installs them when the PC has stood idle for half an hour, or when the
 * application is closed anyway; never while somebody works. @returns the way to stop.
 */
export function updateWhenIdle({
  updater,
  idleSeconds,
  checkEveryMs = CHECK_EVERY_MS,
  lookEveryMs = LOOK_EVERY_MS,
}: UpdateOptions): () => void {
  updater.autoDownload = true;
  updater.autoInstallOnAppQuit = true;
  // Without network there is simply no newer version today.
  const check = (): void => void updater.checkForUpdates().catch(() => undefined);
  let looking: ReturnType<typeof setInterval> | undefined;
  updater.on('update-downloaded', () => {
    looking ??= setInterval(() => {
      if (idleSeconds() >= IDLE_ENOUGH_S) updater.quitAndInstall(true, true);
    }, lookEveryMs);
  });
  const checking = setInterval(check, checkEveryMs);
  check();
  return () => {
    clearInterval(checking);
    clearInterval(looking);
  };
}
