import { parentPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { runBackend } from '#main/host/electron/run-backend.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createStubWorkstation } from '#tests/support/host/stub-workstation.ts';

/** A worker thread in the place of Electron's utility process: the real backend entry, over real ports, with the stub behind it. */
interface Delivered {
  readonly message: unknown;
  readonly ports: readonly MessagePort[];
}

if (parentPort) {
  const line = parentPort;
  runBackend({
    line: {
      on: (_event, listener) =>
        line.on('message', ({ message, ports }: Delivered) => listener({ data: message, ports })),
      postMessage: (report) => line.postMessage(report),
    },
    async startWorkstation(platform) {
      if (platform.appVersion === 'refuses') throw new AppError('ERR_DB_NEWER_THAN_APP', { app: '1', data: '2' });
      await platform.keystore.write('from-backend', Uint8Array.of(1, 2, 3));
      const read = await platform.keystore.read('from-host');
      const workstation = createStubWorkstation();
      if (read?.[0] === 9) setTimeout(() => platform.requestRestart(), 50);
      return workstation;
    },
    exit: (code) => process.exit(code),
  });
}
