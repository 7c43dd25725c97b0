import { resolve } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { standIn } from '#main/host/node/stand-in.ts';
import { startTestHost } from '#tests/support/host/start-test-host.ts';
import { openTestWindow } from '#tests/support/host/open-test-window.ts';
import { until } from '#tests/support/until.ts';

const REFUSAL = {
  code: 'ERR_DB_DISK_FULL',
  data: {},
  resourcesDir: resolve(import.meta.dirname, '..', '..', '..', 'resources'),
  language: 'zh-CN',
} as const;

const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

it('tells an open window why nobody is there, and leaves the port to a host that somebody starts', async () => {
  const first = await startTestHost();
  const { connection } = await openTestWindow(first);
  ending.push(() => connection.close());
  await until(() => connection.state.status === 'connected', 'the window is open');
  await first.host.stop();
  ending.push(standIn(first.port, REFUSAL));
  await until(() => connection.state.problem !== null, 'the window knows why');
  expect(connection.state).toMatchObject({ status: 'reconnecting', problem: { code: 'ERR_DB_DISK_FULL' } });

  const second = await startTestHost({ platform: first.platform });
  ending.push(second.stop);
  expect(second.port).toBe(first.port);
  await until(() => connection.state.status === 'connected', 'the window found back');
  expect(connection.state.problem).toBeNull();
});

it('leaves a wished port as well', async () => {
  const first = await startTestHost();
  await first.host.stop();
  ending.push(standIn(first.port, REFUSAL));
  const second = await startTestHost({ platform: first.platform, port: first.port });
  ending.push(second.stop);
  expect((await second.ask('/session')).status).toBe(401);
});

it('says it in words to a page, by its code to all others, and lets nobody in', async () => {
  const host = await startTestHost();
  const cookie = await host.signIn();
  await host.host.stop();
  ending.push(standIn(host.port, REFUSAL));
  const page = await host.ask('/', { headers: { cookie } });
  expect(page.status).toBe(503);
  expect(page.headers).toMatchObject({
    refresh: '5',
    'content-security-policy': expect.stringContaining('default-src'),
  });
  const said = ['磁盘已满', '(ERR_DB_DISK_FULL)', '自动重试', 'The disk is full', 'tried again by itself'];
  expect(said.map((words) => page.text.indexOf(words)).every((at) => at > 0)).toBe(true);
  const push = await host.ask('/push/shop-1', { method: 'POST', headers: { host: 'tunnel.example' }, body: '{}' });
  const others = [await host.ask('/session', { headers: { cookie } }), await host.ask('/api/orders'), push];
  for (const { status, text } of others)
    expect({ status, ...JSON.parse(text) }).toMatchObject({ status: 507, code: 'ERR_DB_DISK_FULL' });
  expect((await host.ask('/', { headers: { host: 'evil.example' } })).status).toBe(403);
  expect((await host.ask('/stand-in', { method: 'POST', headers: { origin: 'http://evil.example' } })).status).toBe(
    403,
  );
  expect((await host.socket({ origin: host.origin, cookie })).status).not.toBe(101);
});
