import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { IDLE_ENOUGH_S, updateWhenIdle } from '#main/host/electron/update-when-idle.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

class FakeUpdater extends EventEmitter {
  autoDownload = false;
  autoInstallOnAppQuit = false;
  checks = 0;
  installs = 0;
  async checkForUpdates(): Promise<void> {
    this.checks += 1;
    throw new Error('no network');
  }
  quitAndInstall(): void {
    this.installs += 1;
  }
}

it('installs a downloaded version only after the PC stood idle for half an hour', async () => {
  const updater = new FakeUpdater();
  let idle = 0;
  const stop = updateWhenIdle({ updater, idleSeconds: () => idle });
  updater.emit('update-downloaded');
  idle = IDLE_ENOUGH_S - 1;
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(updater.installs).toBe(0);
  idle = IDLE_ENOUGH_S;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(updater.installs).toBe(1);
  stop();
});

it('goes on asking while there is no network, and otherwise installs when the application is closed', async () => {
  const updater = new FakeUpdater();
  const stop = updateWhenIdle({ updater, idleSeconds: () => 0 });
  await vi.advanceTimersByTimeAsync(12 * 3_600_000);
  expect(updater.checks).toBe(3);
  expect(updater.autoInstallOnAppQuit).toBe(true);
  stop();
});
