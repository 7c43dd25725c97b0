import type { Clock } from '#core/kernel/clock.ts';
import type { RasterPool } from '#main/documents/raster-pool.ts';
import type { Timers } from '#main/lib/timers.ts';
import type { Language } from '#shared/i18n/languages.ts';

/** What a host supplies to the product. The Electron and the Node host are the two implementations; tests have a third. */
export interface Platform {
  readonly hostKind: 'electron' | 'node' | 'test';
  readonly appVersion: string;
  /** Folder of the database, backups, logs and window state. Created when missing. */
  readonly dataDir: string;
  /** Folder with locales, fonts, printer profiles. */
  readonly resourcesDir: string;
  readonly keystore: Keystore;
  /** What the PC speaks, and with it a new workstation until somebody chooses; the setting's own default where it is not known. */
  readonly language?: Language;
  /** What time it is and how it passes; the machine's own unless a soak lets hours pass in minutes. */
  readonly time?: { readonly clock: Clock; readonly timers: Timers };
  /** Threads that draw, lent by a host in which one workstation follows another; a workstation's own otherwise. They outlive its `close`. */
  readonly documents?: RasterPool;
  /** Ends this run of the backend and starts the next one: after a restore was planned or a key repaired. Windows reconnect by themselves. */
  requestRestart(): void;
}

/** The operating system's place for secrets. */
export interface Keystore {
  /** Shown on the safety page: `keychain`, `credential-manager`, `secret-service`, `file` (the weakest: no OS keystore answered). */
  readonly kind: string;
  /** @returns null when the entry does not exist. @throws AppError ERR_DB_KEY_MISSING when the keystore cannot be reached. */
  read(name: string): Promise<Uint8Array | null>;
  write(name: string, value: Uint8Array): Promise<void>;
}
