import { expect, it } from 'vitest';
import { refreshDouyinAccess } from '#main/plugins/channels/douyin/access.ts';
import { NOW_MS, douyinContext } from '#main/plugins/channels/douyin/fixtures/test-context.ts';
import { answeredJson, noAnswer, scriptedHttp } from '#tests/contract/connectors/scripted-http.ts';

const DAY_MS = 86_400_000;
const issued = (expiresIn: number, refreshToken = 'r2') =>
  answeredJson({ code: 10000, data: { access_token: 'a2', refresh_token: refreshToken, expires_in: expiresIn } });

it.each([
  ['a span', 604_800],
  ['a moment', Math.floor(NOW_MS / 1000) + 604_800],
])('renews the access and reads its end as %s', async (_name, expiresIn) => {
  const { http, requests } = scriptedHttp(() => issued(expiresIn));
  const renewed = await refreshDouyinAccess(douyinContext(http, {}, { refreshToken: 'r1' }));
  expect(renewed).toMatchObject({
    ok: true,
    value: {
      accessToken: 'a2',
      refreshToken: 'r2',
      appSecret: 'dy-secret',
      term: { accessUntilMs: NOW_MS + 7 * DAY_MS, refreshUntilMs: NOW_MS + 14 * DAY_MS },
    },
  });
  expect(requests[0]?.body).toBe('{"grant_type":"refresh_token","refresh_token":"r1"}');
  expect(requests[0]?.url).not.toContain('access_token=');
});

it('does not move the last day for renewals when it got the old token back', async () => {
  const { http } = scriptedHttp(() => issued(7200, 'r1'));
  const term = { accessUntilMs: 1, refreshUntilMs: NOW_MS + DAY_MS };
  expect(await refreshDouyinAccess(douyinContext(http, {}, { refreshToken: 'r1', term }))).toMatchObject({
    value: { term: { accessUntilMs: NOW_MS + 7_200_000, refreshUntilMs: NOW_MS + DAY_MS } },
  });
});

it('asks for a token of its own shop when there is no refresh token', async () => {
  const { http, requests } = scriptedHttp(() => issued(604_800));
  expect(await refreshDouyinAccess(douyinContext(http, { shopId: '4463798' }))).toMatchObject({ ok: true });
  expect(requests[0]?.body).toBe('{"code":"","grant_type":"authorization_self","shop_id":"4463798"}');
  expect(await refreshDouyinAccess(douyinContext(http))).toMatchObject({ ok: false, failure: { kind: 'auth' } });
});

it('may simply be asked again when the answer is lost', async () => {
  const { http } = scriptedHttp(() => noAnswer);
  expect(await refreshDouyinAccess(douyinContext(http, {}, { refreshToken: 'r1' }))).toMatchObject({
    failure: { kind: 'retry' },
  });
});
