import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { acquireHostLock } from '#main/host/node/host-lock.ts';
import { startNodeHost } from '#main/host/node/start-node-host.ts';
import { isOwnBrowser } from '#main/host/node/own-browser.ts';
import { openTestWindow } from '#tests/support/host/open-test-window.ts';
import { makePlatform, makeRendererDir, RENDERER_FILES, startTestHost } from '#tests/support/host/start-test-host.ts';
import type { TestHost } from '#tests/support/host/start-test-host.ts';
import { createStubWorkstation } from '#tests/support/host/stub-workstation.ts';
import { until } from '#tests/support/until.ts';

const hosts: TestHost[] = [];
async function start(...options: Parameters<typeof startTestHost>): Promise<TestHost> {
  const host = await startTestHost(...options);
  hosts.push(host);
  return host;
}
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop();
});

describe('starting', () => {
  it('prints its address on a line of its own and a sign-in code on the next', async () => {
    const { printed, port } = await start();
    expect(printed[0]).toBe(`Packbench ready at http://127.0.0.1:${port}/`);
    expect(printed[1]).toMatch(/[A-Z2-9]{4}-[A-Z2-9]{4}/);
    expect(printed[0]).not.toContain('token');
  });

  it('opens the window of the running host instead of a second one on the same data', async () => {
    const first = await start();
    const opened: string[] = [];
    const second = await startNodeHost({
      platform: first.platform,
      startWorkstation: async () => {
        throw new Error('must not start');
      },
      rendererDir: makeRendererDir(),
      print: () => {},
      open: true,
      openWindow: (url) => opened.push(url) > 0,
    });
    expect(second).toEqual({ kind: 'joined', url: first.host.url });
    expect(opened).toEqual([expect.stringContaining(first.host.url)]);
  });

  it('takes the data over from a host that was killed', async () => {
    const platform = makePlatform();
    const first = await start({ platform });
    expect(acquireHostLock(platform.dataDir, 'other key', () => false).kind).toBe('acquired');
    await first.host.stop();
  });

  it('comes back on its last port, and windows of before are still let in', async () => {
    const platform = makePlatform();
    const first = await start({ platform });
    const cookie = await first.signIn();
    await first.host.stop();
    const second = await start({ platform });
    expect(second.port).toBe(first.port);
    expect((await second.ask('/session', { headers: { cookie } })).status).toBe(204);
  });

  it('says which port is taken, and lets go of the data and the workstation', async () => {
    const first = await start();
    const workstation = createStubWorkstation();
    const platform = makePlatform();
    const second = startNodeHost({
      platform,
      startWorkstation: async () => workstation,
      rendererDir: makeRendererDir(),
      port: first.port,
      print: () => {},
    });
    await expect(second).rejects.toMatchObject({ code: 'ERR_HOST_PORT_TAKEN', data: { port: first.port } });
    expect(workstation.stopped).toBe(true);
    expect(existsSync(join(platform.dataDir, 'host.lock'))).toBe(false);
  });

  it('keeps the lock file to its owner', async () => {
    const { platform } = await start();
    expect(statSync(join(platform.dataDir, 'host.lock')).mode & 0o077).toBe(0);
  });
});

describe('stopping', () => {
  it('says goodbye to windows, stops the workstation and releases the data folder', async () => {
    const host = await start();
    const { socket } = await host.socket({ origin: host.origin, cookie: await host.signIn() });
    const code = new Promise((resolve) => socket?.once('close', resolve));
    await host.host.stop();
    expect(await code).toBe(1001);
    expect(host.workstation.stopped).toBe(true);
    expect(existsSync(join(host.platform.dataDir, 'host.lock'))).toBe(false);
  });
});

describe('letting browsers in', () => {
  it('asks a browser at the plain address for the code, in its language', async () => {
    const { ask } = await start();
    const english = await ask('/');
    expect(english.status).toBe(401);
    expect(english.text).toContain('Sign-in code');
    expect((await ask('/', { headers: { 'accept-language': 'zh-CN,zh;q=0.9' } })).text).toContain('登录码');
  });

  it('lets in with a typed code, however it is spelled, and leads to the clean address', async () => {
    const { ask, host, origin } = await start();
    const code = host.newTicket().code.replace('-', ' ').toLowerCase();
    const answer = await ask('/sign-in', {
      method: 'POST',
      headers: { origin },
      body: `code=${encodeURIComponent(code)}`,
    });
    expect(answer).toMatchObject({ status: 303, headers: { location: '/' } });
    const cookie = answer.headers['set-cookie']?.[0] ?? '';
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    expect((await ask('/', { headers: { cookie } })).text).toBe(RENDERER_FILES['index.html']);
  });

  // That its browser is let in is how every end-to-end test opens the window.
  it('asks a program of its own user that is no browser for a token, as a tunnel that brings pushes is one', async () => {
    const { ask } = await start({ isOwnBrowser });
    const answer = await ask('/');
    expect(answer.status).toBe(401);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });
});

describe('serving the renderer', () => {
  it('compresses, and answers 304 to a browser that has the file', async () => {
    const { ask, signIn } = await start();
    const cookie = await signIn();
    const plain = await ask('/assets/app-1234.js', { headers: { cookie } });
    expect(plain.text).toBe(RENDERER_FILES['assets/app-1234.js']);
    expect(plain.headers['cache-control']).toContain('immutable');
    const zipped = await ask('/assets/app-1234.js', { headers: { cookie, 'accept-encoding': 'gzip, br' } });
    expect(zipped.headers['content-encoding']).toBe('gzip');
    const etag = plain.headers.etag ?? '';
    expect((await ask('/assets/app-1234.js', { headers: { cookie, 'if-none-match': etag } })).status).toBe(304);
  });

  it('serves the page for every place inside it', async () => {
    const { ask, signIn } = await start();
    expect((await ask('/orders/0199', { headers: { cookie: await signIn() } })).text).toBe(
      RENDERER_FILES['index.html'],
    );
  });

  it('says what to do while the pages are not built', async () => {
    const { ask, signIn } = await start({ rendererDir: join(makeRendererDir(), 'nothing here') });
    const answer = await ask('/', { headers: { cookie: await signIn() } });
    expect(answer.status).toBe(503);
    expect(answer.text).toContain('npm run build');
  });
});

describe('webhooks', () => {
  it('passes headers and exact bytes on, under whatever name the tunnel has, and answers after that', async () => {
    const { ask, workstation } = await start();
    const body = Uint8Array.from([0, 255, 10, 13, 200]);
    const answer = await ask('/push/shop-1', {
      method: 'POST',
      headers: { host: 'hooks.example.com', 'X-Signature': 'good' },
      body,
    });
    expect(answer.status).toBe(200);
    const headers = expect.objectContaining({ 'x-signature': 'good' });
    expect(workstation.pushes).toEqual([{ shopId: 'shop-1', delivery: { method: 'POST', query: {}, headers, body } }]);
  });

  it('answers a channel that proves the address by a GET in the words that the channel wants', async () => {
    const { ask } = await start();
    const answer = await ask('/push/shop-1?echo=a%20b%26c', {});
    expect({ status: answer.status, text: answer.text }).toEqual({ status: 200, text: 'a b&c' });
    expect(answer.headers['content-type']).toBe('text/plain');
  });

  it('answers with the status of the refusal, so that the platform repeats or stops', async () => {
    const { ask } = await start();
    const push = (signature: string, shop = 'shop-1') =>
      ask(`/push/${shop}`, { method: 'POST', headers: { 'x-signature': signature }, body: '{}' });
    expect((await push('bad')).status).toBe(401);
    expect((await push('good', 'unknown')).status).toBe(404);
    const defect = await push('crash');
    expect(defect.status).toBe(500);
    expect(defect.text).not.toContain('secret');
  });
});

describe('a window', () => {
  it('calls, loses the host, and goes on with the host that replaced it', async () => {
    const platform = makePlatform();
    const first = await start({ platform });
    const { client, connection } = await openTestWindow(first);
    expect(await client.echo({ text: 'one' })).toEqual({ text: 'one' });
    await first.host.stop();
    await until(() => connection.state.status === 'reconnecting', 'the window noticed');
    await start({ platform });
    expect(await client.echo({ text: 'two' })).toEqual({ text: 'two' });
    expect(connection.state.backendRestarts).toBe(1);
    connection.close();
  });
});
