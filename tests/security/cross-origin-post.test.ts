import { expect, it } from 'vitest';
import { STUB_TOKENS } from '#tests/support/host/stub-workstation.ts';
import { hostForFile } from '#tests/support/host/host-for-file.ts';

const host = hostForFile();

it('a form of another origin cannot redeem a code', async () => {
  const { ask, host: running } = host();
  const { code } = running.newTicket();
  const forged = await ask('/sign-in', {
    method: 'POST',
    headers: { origin: 'https://evil.example' },
    body: `code=${code}`,
  });
  expect(forged.status).toBe(403);
  const own = await ask('/sign-in', { method: 'POST', headers: { origin: host().origin }, body: `code=${code}` });
  expect(own.status).toBe(303);
});

it.each(['https://evil.example', 'null', 'http://127.0.0.1:1'])(
  'origin %s cannot call the API, whatever it knows',
  async (origin) => {
    const answer = await host().ask('/api/things', {
      method: 'POST',
      headers: { origin, authorization: `Bearer ${STUB_TOKENS.operate}` },
    });
    expect(answer.status).toBe(403);
  },
);

it('a request that the browser marks as cross-site is refused even without an origin', async () => {
  const answer = await host().ask('/api/things', {
    method: 'POST',
    headers: { 'sec-fetch-site': 'cross-site', authorization: `Bearer ${STUB_TOKENS.operate}` },
  });
  expect(answer.status).toBe(403);
});

it('no answer ever allows another origin to read it', async () => {
  const { ask, signIn } = host();
  const headers = { origin: 'https://evil.example', cookie: await signIn() };
  for (const path of ['/', '/session', '/api/openapi.json']) {
    const answer = await ask(path, { headers });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin');
  }
});

it('a link on another site does not sign the browser of the same user in', async () => {
  const { startTestHost } = await import('#tests/support/host/start-test-host.ts');
  const trusting = await startTestHost({ isOwnBrowser: async () => true });
  const answer = await trusting.ask('/', { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' } });
  const framed = await trusting.ask('/', { headers: { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'iframe' } });
  await trusting.stop();
  expect([answer.status, framed.status]).toEqual([401, 401]);
  expect(answer.headers['set-cookie']).toBeUndefined();
});
