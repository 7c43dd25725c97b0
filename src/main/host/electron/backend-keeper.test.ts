import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BackendKeeper } from '#main/host/electron/backend-keeper.ts';
import type { BackendProcess } from '#main/host/electron/backend-keeper.ts';
import { NO_ROOM_PAUSE_MS, REFUSED_EXIT_CODE } from '#main/host/restart-delay.ts';

class FakeBackend extends EventEmitter implements BackendProcess<never> {
  postMessage(): void {}
  kill(): void {}

  findsNoRoom(): void {
    this.emit('message', { kind: 'failed', code: 'ERR_DB_DISK_FULL', data: {} });
    this.emit('exit', REFUSED_EXIT_CODE);
  }
}

let backends: FakeBackend[];
let told: string[];
let keeper: BackendKeeper<never>;
beforeEach(() => {
  vi.useFakeTimers();
  backends = [];
  told = [];
  keeper = new BackendKeeper<never>({
    fork() {
      const backend = new FakeBackend();
      backends.push(backend);
      return backend;
    },
    start: {
      kind: 'start',
      appVersion: '1.0.0',
      dataDir: '/data',
      resourcesDir: '/resources',
      keystoreKind: 'keychain',
      language: 'en',
      demo: false,
    },
    keystore: { kind: 'keychain', read: async () => null, write: async () => {} },
    onForked: () => told.push('forked'),
    onLost: (code) => told.push(code ?? 'lost'),
    onRefused: (code) => told.push(code),
  });
});
afterEach(() => {
  vi.useRealTimers();
});

it('starts a backend again that found no room on the disk where another one had run, until there is some', () => {
  keeper.start();
  backends[0]?.emit('exit', 1);
  for (let look = 0; look < 20; look += 1) {
    vi.advanceTimersByTime(NO_ROOM_PAUSE_MS);
    backends.at(-1)?.findsNoRoom();
  }
  expect(backends).toHaveLength(21);
  expect(new Set(told)).toEqual(new Set(['forked', 'lost', 'ERR_DB_DISK_FULL']));
});

it('says that there is no room where none has run yet, and tries no more', () => {
  keeper.start();
  backends[0]?.findsNoRoom();
  vi.advanceTimersByTime(10 * NO_ROOM_PAUSE_MS);
  expect(backends).toHaveLength(1);
  expect(told).toEqual(['forked', 'ERR_DB_DISK_FULL']);
});
