import { MessageChannel } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BackendKeeper } from '#main/host/electron/backend-keeper.ts';
import { Connection } from '#renderer/rpc/connection.ts';
import { connectionLink } from '#renderer/rpc/connection-link.ts';
import { openElectronPort } from '#renderer/rpc/open-electron-port.ts';
import { PORT_CHANNEL } from '#shared/contract/port-news.ts';
import { WorkerProcess } from '#tests/support/electron/worker-process.ts';
import { FakePage } from '#tests/support/rpc/fake-page.ts';
import type { stubContract } from '#tests/support/rpc/stub-contract.ts';
import { until } from '#tests/support/until.ts';

/** Everything between the page and the product in the Electron host, with a worker thread as the backend's process. */
class Application {
  readonly secrets = new Map<string, Uint8Array>();
  readonly refused: string[] = [];
  readonly processes: WorkerProcess[] = [];
  readonly page = new FakePage('packbench://app');
  readonly connection = new Connection({ open: openElectronPort(this.page), random: () => 0 });
  readonly client: ContractRouterClient<typeof stubContract> = createORPCClient(connectionLink(this.connection));
  readonly keeper: BackendKeeper<MessagePort>;

  constructor(appVersion = '1.0.0') {
    this.keeper = new BackendKeeper<MessagePort>({
      fork: () => {
        const process = new WorkerProcess();
        this.processes.push(process);
        return process;
      },
      start: {
        kind: 'start',
        appVersion,
        dataDir: '/data',
        resourcesDir: '/resources',
        keystoreKind: 'keychain',
        language: 'en',
        demo: false,
      },
      keystore: {
        kind: 'keychain',
        read: async (name) => this.secrets.get(name) ?? null,
        write: async (name, value) => void this.secrets.set(name, value),
      },
      onForked: () => this.connectPage(),
      onLost: () => this.page.receivePort({ channel: PORT_CHANNEL, state: 'lost' }),
      onRefused: (code) => this.refused.push(code),
    });
  }

  start(): void {
    this.keeper.start();
    void this.connection.run();
  }

  connectPage(): void {
    const { port1, port2 } = new MessageChannel();
    this.keeper.connect('electron-1', port1);
    this.page.receivePort({ channel: PORT_CHANNEL, state: 'ready' }, port2);
  }
}

describe('the backend of the Electron host', () => {
  let app: Application;
  beforeEach(() => {
    app = new Application();
  });
  afterEach(async () => {
    app.connection.close();
    await app.keeper.stop();
  });

  it('serves the page over the port that was handed through, and reaches the keystore of the main process', async () => {
    app.start();
    expect(await app.client.echo({ text: '你好' })).toEqual({ text: '你好' });
    expect(app.secrets.get('from-backend')).toEqual(Uint8Array.of(1, 2, 3));
  });

  it('is forked anew when it dies; the window hears of it, gets a new port, and its next call goes through', async () => {
    app.start();
    await app.client.echo({ text: 'one' });
    const states: string[] = [];
    app.connection.subscribe(() => states.push(app.connection.state.status));
    const underWay = app.client.wait().catch((error: unknown) => error);
    app.processes[0]?.kill();
    expect(await underWay).toMatchObject({ code: 'ERR_HOST_DISCONNECTED' });
    expect(await app.client.echo({ text: 'two' })).toEqual({ text: 'two' });
    expect(states).toContain('reconnecting');
    expect(app.connection.state.backendRestarts).toBe(1);
    expect(app.processes).toHaveLength(2);
  });

  it('serves the page again after a reload, over a new port', async () => {
    app.start();
    await app.client.echo({ text: 'one' });
    app.connectPage();
    await until(() => app.connection.state.generation === 2, 'connected again');
    expect(await app.client.echo({ text: 'two' })).toEqual({ text: 'two' });
    expect(app.connection.state.backendRestarts).toBe(0);
  });

  it('starts anew when the product asks for it', async () => {
    app.secrets.set('from-host', Uint8Array.of(9));
    app.start();
    await until(() => app.processes.length > 1, 'a second backend');
    app.secrets.clear();
    expect(await app.client.echo({ text: 'after' })).toEqual({ text: 'after' });
  });

  it('ends in good order when the application quits', async () => {
    app.start();
    await app.client.echo({ text: 'one' });
    await app.keeper.stop();
    expect(app.processes).toHaveLength(1);
  });
});

describe('a product that cannot start', () => {
  it('is reported with its code and not tried again', async () => {
    const app = new Application('refuses');
    app.start();
    await until(() => app.refused.length > 0, 'the refusal');
    expect(app.refused).toEqual(['ERR_DB_NEWER_THAN_APP']);
    app.connection.close();
    await app.keeper.stop();
    expect(app.processes).toHaveLength(1);
  });
});

describe('the page', () => {
  it('takes ports from itself alone', async () => {
    const page = new FakePage('packbench://app');
    const open = openElectronPort(page);
    const gaveUp = new AbortController();
    const opening = open(gaveUp.signal).catch(() => 'nothing opened');
    for (const from of [{ origin: 'https://evil.example' }, { source: {} }]) {
      page.receivePort({ channel: PORT_CHANNEL, state: 'ready' }, new MessageChannel().port2, from);
    }
    gaveUp.abort();
    expect(await opening).toBe('nothing opened');
  });
});
