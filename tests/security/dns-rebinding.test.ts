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
    expect(answer.text).toContain('ERR_HOST_ORIGIN_REFUSED');
    expect(answer.headers['set-cookie']).toBeUndefined();
  }
});

it('a WebSocket under a foreign name is refused even with a good cookie and a matching origin', async () => {
  const { socket, port, signIn } = host();
  const headers = { host: `evil.example:${port}`, origin: `http://evil.example:${port}`, cookie: await signIn() };
  expect((await socket(headers)).status).toBe(403);
});
