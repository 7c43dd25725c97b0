import { expect, it } from 'vitest';
import { hostForFile } from '#tests/support/host/host-for-file.ts';

const host = hostForFile({ isOwnBrowser: async () => true });

const FOREIGN_HOSTS = [
  'evil.example',
  'evil.example:PORT',
  'localhost.evil.example:PORT',
  '127.0.0.1',
  '127.0.0.1:1',
  '[::1]:PORT',
  '0.0.0.0:PORT',
];

it.each(FOREIGN_HOSTS)('a page that made its own name "%s" point to this PC gets nothing', async (name) => {
  const { ask, port, signIn } = host();
  const cookie = await signIn();
  for (const path of ['/', '/session', '/api/openapi.json', '/assets/app-1234.js']) {
    const answer = await ask(path, { headers: { host: name.replace('PORT', String(port)), cookie } });
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.text)).toMatchObject({
      code: 'ERR_HOST_ORIGIN_REFUSED',
      data: { address: `http://127.0.0.1:${port}` },
    });
    expect(answer.headers['set-cookie']).toBeUndefined();
  }
});

it('who types localhost is led to the address; nothing is served under that name, and nothing to what is no person', async () => {
  const { ask, port, origin, signIn } = host();
  const headers = { host: `localhost:${port}`, cookie: await signIn() };
  const led = await ask('/orders', { headers });
  expect([led.status, led.headers.location, led.text]).toEqual([307, `${origin}/orders`, '']);
  expect(led.headers['set-cookie']).toBeUndefined();
  expect((await ask('/', { headers })).headers.location).toBe(`${origin}/`);
  expect((await ask('//evil.example/', { headers })).headers.location).toBe(`${origin}//evil.example/`);
  const refused = [
    await ask('/api/openapi.json', { headers }),
    await ask('/session', { method: 'POST', headers }),
    await ask('/', { headers: { ...headers, 'sec-fetch-site': 'cross-site' } }),
    await ask('/', { headers: { ...headers, host: 'localhost:1' } }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
});

it('a WebSocket under a foreign name is refused even with a good cookie and a matching origin', async () => {
  const { socket, port, signIn } = host();
  const headers = { host: `evil.example:${port}`, origin: `http://evil.example:${port}`, cookie: await signIn() };
  expect((await socket(headers)).status).toBe(403);
});
