import { expect, it } from 'vitest';
import { STUB_TOKENS } from '#tests/support/host/stub-workstation.ts';
import { hostForFile } from '#tests/support/host/host-for-file.ts';

const host = hostForFile();

/** What must never leave the host: stacks, paths, modules, causes, secrets. */
const LEAKS = /at .+\(|node_modules|\.ts:\d|\/home\/|secret|stack|Error:|X-Powered-By/i;

it('a defect behind the API is a code and a trace id, nothing else', async () => {
  const { ask, workstation } = host();
  const answer = await ask('/api/fail', {
    method: 'POST',
    headers: { authorization: `Bearer ${STUB_TOKENS.admin}`, 'content-type': 'application/json' },
    body: '{"how":"defect"}',
  });
  expect(answer.status).toBe(500);
  expect(JSON.parse(answer.text)).toMatchObject({ code: 'ERR_HOST_INTERNAL', data: { traceId: expect.any(String) } });
  expect(answer.text).not.toMatch(LEAKS);
  expect(JSON.stringify(workstation.books.log)).toContain('secret detail');
});

it.each([
  '/nothing.js',
  '/%E0%A4%A',
  '/api/nothing',
  '/push/',
  '/push/a/b',
  '/control/ticket',
  '/%00',
  '/assets/',
  '/session/x.js',
])('%s answers without telling anything about the machine', async (path) => {
  const { ask, signIn } = host();
  const answer = await ask(path, { headers: { cookie: await signIn(), authorization: `Bearer ${STUB_TOKENS.read}` } });
  expect(`${answer.text} ${JSON.stringify(answer.headers)}`).not.toMatch(LEAKS);
  expect(answer.headers.server).toBeUndefined();
});

it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])('method %s on a page is refused', async (method) => {
  const { ask, signIn } = host();
  const answer = await ask('/', { method, headers: { cookie: await signIn() } });
  expect(answer.status).toBe(404);
  expect(answer.headers['allow']).toBeUndefined();
});

it('a request line that is no path is refused', async () => {
  const answer = await host().ask('http://evil.example/', { headers: { host: `127.0.0.1:${host().port}` } });
  expect([400, 403]).toContain(answer.status);
  expect(answer.text).not.toMatch(LEAKS);
});
