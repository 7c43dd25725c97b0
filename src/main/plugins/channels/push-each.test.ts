import { expect, it } from 'vitest';
import { refusal } from '#main/plugins/channels/call-failures.ts';
import { pushEach, unlisted } from '#main/plugins/channels/push-each.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';

const item = (skuCode: string) => ({ skuCode, availableUnits: 1, externalItemId: null, externalSkuId: null });
const items = ['A', 'B', 'C'].map(item);
const failing = (failures: Readonly<Record<string, PluginFailure>>) => {
  const asked: string[] = [];
  const send = async ({ skuCode }: { skuCode: string }) => {
    asked.push(skuCode);
    const failure = failures[skuCode];
    return failure ? { ok: false as const, failure } : { ok: true as const };
  };
  return { asked, send };
};

it('gives each good its own outcome; an unclear one may be tried again', async () => {
  const unclear: PluginFailure = { ...refusal(null, ''), kind: 'unknown_outcome', code: 'ERR_CHANNEL_OUTCOME_UNKNOWN' };
  const { send } = failing({ A: refusal('1', 'no'), B: unclear });
  expect(await pushEach(items, 2, send)).toMatchObject({
    ok: true,
    value: [
      { skuCode: 'A', failure: { kind: 'refused', vendorCode: '1' } },
      { skuCode: 'B', failure: { kind: 'retry' } },
      { skuCode: 'C', failure: null },
    ],
  });
});

it.each([
  ['credentials', { ...refusal(null, ''), kind: 'auth', code: 'ERR_CHANNEL_AUTH' }],
  ['a limit', { ...refusal(null, ''), kind: 'retry', code: 'ERR_CHANNEL_THROTTLED' }],
] as const)('stops at %s, which concern all goods', async (_what, failure) => {
  const { asked, send } = failing({ A: failure });
  expect(await pushEach(items, 1, send)).toMatchObject({ ok: false, failure: { code: failure.code } });
  expect(asked).toEqual(['A']);
});

it('says in words of its own that nobody knows the id of a good yet', () => {
  expect(unlisted('A')).toMatchObject({ ok: false, failure: { kind: 'refused', code: 'ERR_CHANNEL_LISTING_UNKNOWN' } });
});
