import { expect, it } from 'vitest';
import { startTestHost } from '#tests/support/host/start-test-host.ts';
import { STUB_TOKENS } from '#tests/support/host/stub-workstation.ts';
import { hostForFile } from '#tests/support/host/host-for-file.ts';

const host = hostForFile();

it('without a cookie there are no pages, no files, no session and no WebSocket', async () => {
  const { ask, socket, origin } = host();
  expect((await ask('/')).status).toBe(401);
  expect((await ask('/orders/1')).status).toBe(401);
  expect((await ask('/assets/app-1234.js')).status).toBe(401);
  expect((await ask('/session')).status).toBe(401);
  expect((await socket({ origin })).status).toBe(401);
});

it.each([
  ['of another host', 'packbench_1=abc.1.def'],
  ['without proof', 'packbench_PORT=abc.1'],
  ['with a forged proof', 'packbench_PORT=abc.1800000000000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
  ['that is empty', 'packbench_PORT='],
])('a cookie %s does not count', async (_what, cookie) => {
  const { ask, port } = host();
  expect((await ask('/session', { headers: { cookie: cookie.replace('PORT', String(port)) } })).status).toBe(401);
});

it('a good cookie with another time of issue does not count', async () => {
  const { ask, signIn } = host();
  const [id, issuedAt, proof] = (await signIn()).split('.');
  const stretched = `${id}.${Number(issuedAt) + 1}.${proof}`;
  expect((await ask('/session', { headers: { cookie: stretched } })).status).toBe(401);
});

it('a cookie ends after thirty days', async () => {
  let nowMs = 1_800_000_000_000;
  const aging = await startTestHost({ clock: { nowMs: () => nowMs } });
  const cookie = await aging.signIn();
  const statusAfter = async (days: number): Promise<number> => {
    nowMs = 1_800_000_000_000 + days * 86_400_000;
    return (await aging.ask('/session', { headers: { cookie } })).status;
  };
  expect([await statusAfter(29), await statusAfter(31)]).toEqual([204, 401]);
  await aging.stop();
});

it('a cookie opens pages, never the API; a token opens the API, never pages', async () => {
  const { ask, signIn } = host();
  expect((await ask('/api/things/1', { headers: { cookie: await signIn() } })).status).toBe(401);
  expect((await ask('/session', { headers: { authorization: `Bearer ${STUB_TOKENS.admin}` } })).status).toBe(401);
});
