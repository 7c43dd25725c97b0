import { expect, it } from 'vitest';
import { createSessions } from '#main/rpc/session.ts';
import { openTestWindow } from '#tests/support/host/open-test-window.ts';
import { STUB_TOKENS } from '#tests/support/host/stub-workstation.ts';
import { hostForFile } from '#tests/support/host/host-for-file.ts';

const host = hostForFile();

const CALLS = [
  { call: 'GET /api/things/7', needs: 'read' },
  { call: 'GET /api/count?to=1', needs: 'read' },
  { call: 'POST /api/things', needs: 'operate' },
  { call: 'POST /api/administer', needs: 'admin' },
  { call: 'POST /api/first-run', needs: 'admin' },
] as const;
const RANK = { read: 0, operate: 1, admin: 2 };

it.each(CALLS)('$call needs a token with scope $needs', async ({ call, needs }) => {
  const [method, path] = call.split(' ');
  for (const scope of ['read', 'operate', 'admin'] as const) {
    const answer = await host().ask(path ?? '', {
      method: method ?? '',
      headers: { authorization: `Bearer ${STUB_TOKENS[scope]}` },
    });
    expect([scope, answer.status]).toEqual([scope, RANK[scope] >= RANK[needs] ? 200 : 403]);
  }
});

it.each([
  '',
  'Bearer',
  'Bearer wrong',
  'Basic cGJrOg==',
  `bearer  ${STUB_TOKENS.admin}`,
  `Bearer ${STUB_TOKENS.admin} x`,
])('authorization "%s" opens nothing', async (authorization) => {
  const answer = await host().ask('/api/things/7', { headers: { authorization } });
  expect(answer.status).toBe(401);
  expect(answer.headers['www-authenticate']).toContain('Bearer');
});

it('a token in the address or in a cookie is not looked at', async () => {
  const answer = await host().ask(`/api/things/7?access_token=${STUB_TOKENS.admin}`, {
    headers: { cookie: `token=${STUB_TOKENS.admin}` },
  });
  expect(answer.status).toBe(401);
});

it('rights are checked before the input, so that refusals teach nothing about it', async () => {
  const answer = await host().ask('/api/administer', {
    method: 'POST',
    headers: { authorization: `Bearer ${STUB_TOKENS.read}`, 'content-type': 'application/json' },
    body: '{"unexpected":',
  });
  expect([400, 403]).toContain(answer.status);
  expect(answer.text).not.toContain('unexpected');
});

it('a token cannot sign an operator in or out', () => {
  const session = createSessions({ signInRequired: () => true }).api({ id: 't', name: 'script', scope: 'admin' });
  expect(() => session.signIn({ id: 'o', name: 'Li', role: 'admin' })).toThrow('ERR_AUTH_SCOPE_MISSING');
  expect(() => session.signOut()).toThrow('ERR_AUTH_SCOPE_MISSING');
});

it('a window has the rights of its operator from sign-in to sign-out, and loses them at once when the role changes', () => {
  const sessions = createSessions({ signInRequired: () => true });
  const window = sessions.window('w1');
  expect([...window.scopes()]).toEqual(['public']);
  window.signIn({ id: 'o1', name: 'Li', role: 'lead' });
  expect(window.scopes().has('lead')).toBe(true);
  sessions.operatorChanged('o1', 'operator');
  expect(window.scopes().has('lead')).toBe(false);
  sessions.operatorChanged('o1', null);
  expect([...window.scopes()]).toEqual(['public']);
  expect(window.actor()).toBeNull();
});

it('the open window of the first run loses its rights when the first operator exists', () => {
  let operators = 0;
  const window = createSessions({ signInRequired: () => operators > 0 }).window('w1');
  expect(window.scopes().has('admin')).toBe(true);
  operators = 1;
  expect([...window.scopes()]).toEqual(['public']);
});

it('a window that did not sign in is refused over its WebSocket', async () => {
  const { client, connection } = await openTestWindow(host());
  await expect(client.administer()).rejects.toMatchObject({ code: 'ERR_AUTH_SIGN_IN_REQUIRED' });
  connection.close();
});
