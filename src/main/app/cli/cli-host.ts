import type { Platform } from '#main/app/platform.ts';
import type { Workstation } from '#main/app/workstation.ts';
import type { AppError } from '#shared/errors/app-error.ts';

/** How one more browser gets in. */
export interface HostTicket {
  readonly url: string;
  readonly signInUrl: string;
  readonly code: string;
}

/** How a Node host ended. */
export interface HostEnd {
  readonly exitCode: number;
  /** Why it did not start; null when it did, or died without a word. */
  readonly refusal: AppError | null;
}

/** A Node host without windows, for runs that need its push endpoint. */
export interface ServedWorkstation {
  readonly url: string;
  readonly workstation: Workstation;
  stop(): Promise<void>;
}

/** What the command line takes from the Node host; handed over by the entry file, since hosts stand above this folder. */
export interface CliHost {
  readonly appVersion: string;
  /** Folder with locales. */
  readonly resourcesDir: string;
  readonly defaultDataDir: string;
  /** Runs the Node host until it ends. @param words its own options @param onLine each line that it prints */
  start(words: readonly string[], onLine: (line: string) => void): Promise<HostEnd>;
  /** @throws AppError ERR_HOST_PORT_TAKEN, ERR_HOST_DATA_IN_USE and what startWorkstation throws */
  serve(platform: Platform): Promise<ServedWorkstation>;
  /** Asks the host that works in a data folder; null when none answers. */
  askRunning(dataDir: string): Promise<HostTicket | null>;
  /** @returns false when there is no display or no browser */
  openWindow(ticket: HostTicket, dataDir: string): boolean;
  readonly browser: { find(): string | null; hasDisplay(): boolean };
}
