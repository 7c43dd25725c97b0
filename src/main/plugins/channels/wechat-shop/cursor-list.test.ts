import { expect, it } from 'vitest';
import { listUntilSettled } from '#main/plugins/channels/wechat-shop/cursor-list.ts';
import type { CursorPage } from '#main/plugins/channels/wechat-shop/cursor-list.ts';

const listOf = (pages: Readonly<Record<string, CursorPage>>) =>
  listUntilSettled(async (nextKey) => {
    const value = pages[nextKey];
    if (!value) throw new Error(`no page at "${nextKey}"`);
    return { ok: true, value };
  });

it('follows the cursor to the end', async () => {
  const pages = {
    '': { ids: ['1'], nextKey: 'a', hasMore: true },
    a: { ids: ['2'], nextKey: '', hasMore: false },
  };
  expect(await listOf(pages)).toEqual({ ok: true, value: ['1', '2'] });
});

it.each([
  ['no cursor', { '': { ids: ['1'], nextKey: '', hasMore: true } }],
  [
    'its own cursor again',
    { '': { ids: ['1'], nextKey: 'a', hasMore: true }, a: { ids: ['2'], nextKey: 'a', hasMore: true } },
  ],
])('never takes a page for the last one that promises another with %s', async (_how, pages) => {
  expect(await listOf(pages)).toMatchObject({
    ok: false,
    failure: { kind: 'retry', code: 'ERR_CHANNEL_ANSWER_INVALID', vendorText: expect.stringContaining('next_key') },
  });
});
