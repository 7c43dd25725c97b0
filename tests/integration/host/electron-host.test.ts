import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { MenuItemConstructorOptions } from 'electron';
import type { PagePort } from '#renderer/rpc/port-wire.ts';
import { Connection } from '#renderer/rpc/connection.ts';
import { connectionLink } from '#renderer/rpc/connection-link.ts';
import { openElectronPort } from '#renderer/rpc/open-electron-port.ts';
import { LEAN_EXEC_ARGV } from '#main/host/lean-process.ts';
import { readHostRecord } from '#main/host/node/host-lock.ts';
import { isPortNews } from '#shared/contract/port-news.ts';
import { FakePage } from '#tests/support/rpc/fake-page.ts';
import type { stubContract } from '#tests/support/rpc/stub-contract.ts';
import { until } from '#tests/support/until.ts';

vi.mock('electron', () => import('#tests/support/electron/fake-electron.ts'));
const { app, asked, session } = await import('#tests/support/electron/fake-electron.ts');
const { startElectronHost } = await import('#main/host/electron/start-electron-host.ts');

/** Like an unpacked copy of the product: out/main, out/renderer, resources. */
function makeRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'packbench app '));
  mkdirSync(join(root, 'out', 'main'), { recursive: true });
  mkdirSync(join(root, 'out', 'renderer', 'assets'), { recursive: true });
  writeFileSync(join(root, 'out', 'renderer', 'index.html'), '<!doctype html><title>Packbench</title>');
  writeFileSync(join(root, 'out', 'renderer', 'assets', 'app.js'), 'export {};');
  writeFileSync(join(root, 'secret.json'), '{}');
  for (const language of ['en', 'zh-CN']) {
    const from = resolve(import.meta.dirname, '..', '..', '..', 'resources', 'locales', language, 'host.json');
    mkdirSync(join(root, 'resources', 'locales', language), { recursive: true });
    writeFileSync(join(root, 'resources', 'locales', language, 'host.json'), readFileSync(from));
  }
  return root;
}

const root = makeRoot();
const dataDir = join(root, 'data');
const start = () =>
  startElectronHost({
    mainDir: join(root, 'out', 'main'),
    words: ['.', '--data', dataDir],
    loadUpdater: async () => null,
  });

beforeAll(start);
afterAll(async () => {
  app.quit();
  await until(() => readHostRecord(dataDir) === null, 'the data folder is released');
});

const window = () => asked.windows[0] ?? expect.fail('no window');

describe('the Electron host', () => {
  it('opens one sandboxed window without Node', () => {
    expect(asked.isSandboxed).toBe(true);
    expect(asked.windows).toHaveLength(1);
    expect(window().options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      preload: expect.stringMatching(/preload[/\\]index\.cjs$/),
    });
    expect(window().isShown).toBe(true);
  });

  it('gives the backend a process of its own, as lean as that of the Node host', () => {
    expect(asked.forks[0]).toMatchObject({ serviceName: 'Packbench backend', execArgv: LEAN_EXEC_ARGV });
  });

  it('keeps everything of Electron in the data folder, so that the single-instance lock belongs to the data', () => {
    expect(asked.userData).toBe(join(dataDir, 'electron'));
    expect(readHostRecord(dataDir)?.pid).toBe(process.pid);
  });

  it('gives the page a port to the backend through the preload script and nothing else', async () => {
    const { posted } = window().webContents;
    await until(() => posted.length > 0, 'a port');
    const sent = posted.at(-1);
    expect(sent).toMatchObject({ channel: 'packbench:port', message: { state: 'ready' }, ports: [expect.anything()] });
    const page = new FakePage('packbench://app');
    const connection = new Connection({ open: openElectronPort(page), random: () => 0 });
    const client: ContractRouterClient<typeof stubContract> = createORPCClient(connectionLink(connection));
    if (isPortNews(sent?.message)) page.receivePort(sent.message, sent.ports[0] as PagePort);
    void connection.run();
    expect(await client.echo({ text: 'through Electron' })).toEqual({ text: 'through Electron' });
    connection.close();
  });

  it('tells the window when the backend dies and sends it a port of the next one', async () => {
    const { posted } = window().webContents;
    const before = posted.length;
    asked.processes.at(-1)?.kill();
    await until(() => posted.length >= before + 2, 'both messages');
    expect(posted.slice(before).map(({ message }) => message)).toMatchObject([{ state: 'lost' }, { state: 'ready' }]);
  });

  it('sends a new port after the page was reloaded', async () => {
    const { posted } = window().webContents;
    const before = posted.length;
    window().webContents.reload();
    expect(posted.slice(before)).toMatchObject([{ message: { state: 'ready' } }]);
  });

  it('brings its window forward when it is started a second time', () => {
    app.emit('second-instance');
    expect(window().isFocused).toBe(true);
  });

  it('remembers where the window stood', () => {
    window().emit('close');
    expect(JSON.parse(readFileSync(join(dataDir, 'window.json'), 'utf8'))).toEqual({
      bounds: window().bounds,
      maximized: true,
    });
  });

  it('has its menu in the language of the system', () => {
    const [menu] = asked.menus as MenuItemConstructorOptions[][];
    expect(menu?.map(({ label }) => label)).toContain('编辑');
    expect(JSON.stringify(menu)).not.toContain('toggleDevTools');
  });

  it('keeps secrets that the backend writes encrypted by the operating system', async () => {
    const file = join(dataDir, 'safe-storage', 'from-backend.bin');
    expect(readFileSync(file, 'utf8')).toBe(Buffer.from([1, 2, 3]).toString('base64').split('').toReversed().join(''));
  });

  it('tells the window why no backend can be started, also when its page is loaded meanwhile', () => {
    const { posted } = window().webContents;
    const before = posted.length;
    asked.processes.at(-1)?.report({ kind: 'failed', code: 'ERR_DB_DISK_FULL', data: {} });
    window().webContents.reload();
    const lost = { message: { state: 'lost', code: 'ERR_DB_DISK_FULL' }, ports: [] };
    expect(posted.slice(before)).toMatchObject([lost, lost]);
  });

  it('refuses data that another host works on', async () => {
    const quits = asked.quits;
    await start();
    expect(asked.errorBoxes.at(-1)).toContain('ERR_HOST_DATA_IN_USE');
    expect(asked.quits).toBeGreaterThan(quits);
  });
});

describe('a page that was taken over', () => {
  const event = () => ({ preventDefault: vi.fn<() => void>(), url: 'https://evil.example/' });

  it('cannot leave, open windows or embed pages', () => {
    const contents = window().webContents;
    expect(contents.openHandler()).toEqual({ action: 'deny' });
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
      const attempt = event();
      contents.emit(name, attempt);
      expect([name, attempt.preventDefault.mock.calls.length]).toEqual([name, 1]);
    }
    for (const url of ['packbench://app.evil/', 'packbench://appx/', 'file:///etc/passwd', 'javascript:alert(1)']) {
      const attempt = { ...event(), url };
      contents.emit('will-navigate', attempt);
      expect([url, attempt.preventDefault.mock.calls.length]).toEqual([url, 1]);
    }
  });

  it('gets no permission but the clipboard for copying, and no device', () => {
    const decide = vi.fn<(granted: boolean) => void>();
    for (const permission of ['media', 'geolocation', 'notifications', 'serial', 'openExternal', 'clipboard-read']) {
      asked.permission['request']?.(...([window().webContents, permission, decide] as never[]));
    }
    expect(decide.mock.calls.flat()).toEqual([false, false, false, false, false, false]);
    asked.permission['request']?.(...([window().webContents, 'clipboard-sanitized-write', decide] as never[]));
    expect(decide).toHaveBeenLastCalledWith(true);
    expect(asked.permission['device']?.()).toBe(false);
  });

  it('saves what it made itself, such as the recovery key, and downloads nothing', () => {
    const isStopped = (url: string): boolean => {
      const download = event();
      session.defaultSession.emit('will-download', download, { getURL: () => url });
      return download.preventDefault.mock.calls.length > 0;
    };
    expect(isStopped('blob:packbench://app/0b1c')).toBe(false);
    expect(
      [
        'https://evil.example/setup.exe',
        'packbench://app/assets/app.js',
        'data:text/plain,x',
        'blob:https://evil.example/1',
        'blob:packbench://app.evil/1',
      ].map(isStopped),
    ).toEqual([true, true, true, true, true]);
  });

  it('reaches no address but its own', () => {
    const cancelled = (url: string): boolean | undefined => {
      let answer: { cancel: boolean } | undefined;
      asked.permission['webRequest']?.(...([{ url }, (given: { cancel: boolean }) => (answer = given)] as never[]));
      return answer?.cancel;
    };
    expect(
      ['https://evil.example/x', 'ws://127.0.0.1:9', 'http://127.0.0.1:80', 'file:///etc/passwd'].map(cancelled),
    ).toEqual([true, true, true, true]);
    expect(
      ['packbench://app/assets/app.js', 'data:image/png;base64,AA', 'blob:packbench://app/1'].map(cancelled),
    ).toEqual([false, false, false]);
  });
});

describe('the pages', () => {
  const get = (url: string, init?: RequestInit): Promise<Response> =>
    asked.handlers.get('packbench')?.(new Request(url, init)) ?? expect.fail('no handler');

  it('come from the built renderer under a scheme of their own, with the policy', async () => {
    expect(asked.schemes.slice(0, 1)).toEqual([
      { scheme: 'packbench', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
    const page = await get('packbench://app/orders/1');
    expect(await page.text()).toContain('<title>Packbench</title>');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await get('packbench://app/assets/app.js')).headers.get('content-type')).toContain('text/javascript');
  });

  it.each([
    'packbench://app/../secret.json',
    'packbench://app/%2e%2e/%2e%2e/secret.json',
    'packbench://app/..%2f..%2fsecret.json',
    'packbench://other/index.html',
  ])('%s leads nowhere', async (url) => {
    expect((await get(url)).status).toBe(404);
  });
});
