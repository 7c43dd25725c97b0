import { expect, it } from 'vitest';
import { STUB_TOKENS } from '#tests/support/host/stub-workstation.ts';
import { hostForFile } from '#tests/support/host/host-for-file.ts';

const host = hostForFile();
const authorization = `Bearer ${STUB_TOKENS.admin}`;

it.each([
  ['GET', '/api/things/7?shop=1', '', 'shop'],
  ['GET', '/api/count?to=1&pading=3', '', 'pading'],
  ['POST', '/api/echo', '{"text":"a","txet":"b"}', 'txet'],
  ['POST', '/api/things', '{"dryRun":true}', 'dryRun'],
])('%s %s %s names the parameter that the operation does not have', async (method, path, body, field) => {
  const headers = { authorization, 'content-type': 'application/json' };
  const answer = await host().ask(path, { method, headers, ...(body !== '' && { body }) });
  expect(answer.status).toBe(400);
  expect(JSON.parse(answer.text)).toMatchObject({
    code: 'ERR_HOST_INPUT_INVALID',
    data: { field, detail: 'unknown' },
  });
});
