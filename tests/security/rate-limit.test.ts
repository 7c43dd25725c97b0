import { expect, it } from 'vitest';
import { STUB_TOKENS } from '#tests/support/host/stub-workstation.ts';
import { hostForFile } from '#tests/support/host/host-for-file.ts';

let nowMs = 1_800_000_000_000;
const host = hostForFile({ apiRate: { burst: 5, perSecond: 2 }, clock: { nowMs: () => nowMs } });

it('a script that hammers the API is slowed down with 429 and told when to come back, others are not', async () => {
  const call = (token: string) => host().ask('/api/things/1', { headers: { authorization: `Bearer ${token}` } });
  const statuses: number[] = [];
  for (let n = 0; n < 6; n += 1) statuses.push((await call(STUB_TOKENS.read)).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  const refused = await call(STUB_TOKENS.read);
  expect(refused.headers['retry-after']).toBe('1');
  expect(JSON.parse(refused.text)).toMatchObject({ code: 'ERR_AUTH_RATE_LIMITED', data: { retryAfterS: 1 } });
  expect((await call(STUB_TOKENS.operate)).status).toBe(200);
  nowMs += 1000;
  expect([(await call(STUB_TOKENS.read)).status, (await call(STUB_TOKENS.read)).status]).toEqual([200, 200]);
  expect((await call(STUB_TOKENS.read)).status).toBe(429);
});

it('a clock that is set back by a day shuts no script out for a day', async () => {
  const call = () => host().ask('/api/things/1', { headers: { authorization: `Bearer ${STUB_TOKENS.admin}` } });
  expect((await call()).status).toBe(200);
  nowMs -= 86_400_000;
  expect((await call()).status).toBe(200);
});
