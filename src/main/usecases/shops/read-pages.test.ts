import { describe, expect, it } from 'vitest';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import { giveWay } from '#main/usecases/give-way.ts';
import { readPages } from '#main/usecases/shops/read-pages.ts';

const FAILURE = {
  kind: 'retry',
  code: 'ERR_CHANNEL_UNREACHABLE',
  retryAfterMs: null,
  vendorCode: null,
  vendorText: '',
} as const;

/** Pages of one order each; each request and each reading takes its turn in `notes`, with the time at which it happened. */
function bench(numbers: readonly string[], { isBroken = false } = {}) {
  const notes: string[] = [];
  let nowMs = 0;
  async function* pages() {
    for (const number of numbers) {
      notes.push(`asked ${number}`);
      nowMs += 10;
      const messages = [{ externalNumber: number, payload: Buffer.from(number) }];
      yield succeeded({ messages, page: 1, of: null });
    }
    if (isBroken) yield failed(FAILURE);
  }
  const context = {
    clock: { nowMs: () => nowMs },
    pageReader: {
      async read(_scope: object, payloads: readonly Uint8Array[]) {
        const [payload] = payloads;
        notes.push(`read ${Buffer.from(payload ?? []).toString()}`);
        return null;
      },
    },
  };
  const shop = { channelId: 'x', currency: 'CNY', statusMap: [] };
  return { notes, read: () => readPages(context, shop, pages()) };
}

describe('the pages of a pull', () => {
  it('are asked for and read while the one before is stored', async () => {
    const { notes, read } = bench(['a', 'b', 'c', 'd']);
    for await (const page of read()) {
      const [message] = page.ok ? page.value.messages : [];
      await giveWay();
      notes.push(`stored ${message?.externalNumber}`);
    }
    expect(notes.join(', ')).toBe(
      'asked a, asked b, read a, asked c, read b, stored a, asked d, read c, stored b, read d, stored c, stored d',
    );
  });

  it('know when they were asked for', async () => {
    const { read } = bench(['a', 'b', 'c']);
    const times: number[] = [];
    for await (const page of read()) times.push(page.ok ? page.value.askedAtMs : -1);
    expect(times).toEqual([0, 10, 20]);
  });

  it('end with the failure, after what came before it', async () => {
    const { read } = bench(['a', 'b'], { isBroken: true });
    const seen: boolean[] = [];
    for await (const page of read()) seen.push(page.ok);
    expect(seen).toEqual([true, true, false]);
  });
});
