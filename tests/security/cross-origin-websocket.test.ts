import { expect, it } from 'vitest';
import { hostForFile } from '#tests/support/host/host-for-file.ts';

const host = hostForFile();

it.each([
  'https://evil.example',
  'http://127.0.0.1:1',
  'http://localhost:PORT',
  'null',
  'file://',
  'http://127.0.0.1:PORT.evil.example',
])('a page of origin %s cannot open a WebSocket with the cookie of the person at this PC', async (origin) => {
  const { socket, signIn, port } = host();
  expect((await socket({ origin: origin.replace('PORT', String(port)), cookie: await signIn() })).status).toBe(403);
});

it('an upgrade without any origin is refused: browsers always send one', async () => {
  const { socket, signIn } = host();
  expect((await socket({ cookie: await signIn() })).status).toBe(403);
});

it('an upgrade that the browser itself marks as cross-site is refused', async () => {
  const { socket, signIn, origin } = host();
  const headers = { origin, cookie: await signIn(), 'sec-fetch-site': 'cross-site' };
  expect((await socket(headers)).status).toBe(403);
});

it('the page of this host gets its WebSocket', async () => {
  const { socket, signIn, origin } = host();
  const opened = await socket({ origin, cookie: await signIn() });
  expect(opened.status).toBe(101);
  opened.socket?.terminate();
});
