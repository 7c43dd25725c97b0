import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startStockPusher } from '#main/app/stock-pusher.ts';
import type { StockPushItem, StockPushOutcome } from '#main/plugins/channels/channel-connector.ts';
import { fileConnector } from '#main/plugins/channels/file/file-connector.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';
import { disconnectShop } from '#main/usecases/shops/disconnect-shop.ts';
import { updateShop } from '#main/usecases/shops/manage-shops.ts';
import { moveStock } from '#main/usecases/stock/move-stock.ts';
import { pushStock } from '#main/usecases/stock/push-stock.ts';
import { readStockPush, sendStockAgain } from '#main/usecases/stock/stock-push-state.ts';
import { connectedShop } from '#tests/support/connected-shop.ts';
import { ManualTime } from '#tests/support/manual-time.ts';
import { SYSTEM_ACT, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

type Push = (items: readonly StockPushItem[]) => PluginResult<readonly StockPushOutcome[]>;

let bed: ReturnType<typeof openUseCaseBed>;
let calls: StockPushItem[][];
beforeEach(() => {
  bed = openUseCaseBed();
  calls = [];
});
afterEach(() => bed.close());

const takeAll: Push = (items) => succeeded(items.map(({ skuCode }) => ({ skuCode, failure: null })));
const failure = (kind: PluginFailure['kind'], vendorText = ''): PluginFailure => ({
  kind,
  code: kind === 'refused' ? 'ERR_CHANNEL_REFUSED' : 'ERR_CHANNEL_UNREACHABLE',
  retryAfterMs: null,
  vendorCode: null,
  vendorText,
});
/** One failure for each SKU named; all others are taken. */
const failing =
  (failures: Readonly<Record<string, PluginFailure>>): Push =>
  (items) =>
    succeeded(items.map(({ skuCode }) => ({ skuCode, failure: failures[skuCode] ?? null })));

function run(answer: Push = takeAll) {
  const signal = new AbortController().signal;
  const shop = connectedShop(
    {
      ...fileConnector,
      readOrder: (payload) => ({ ok: true, draft: JSON.parse(new TextDecoder().decode(payload)), messages: [] }),
      pushStock(_context, items) {
        calls.push([...items]);
        return Promise.resolve(answer(items));
      },
    },
    { clock: bed.clock, signal },
  );
  return pushStock(bed.context, shop, signal);
}

function change(input: { pushesStock?: boolean; stockKeptBack?: number }, pushStockOf: object = { pushStock: run }) {
  const services = {
    findChannel: () => ({ ...fileConnector, ...pushStockOf }),
    saveCredentials: () => {},
    storedCredentials: () => ({}),
    trialContext: () => {
      throw new Error('nobody is asked');
    },
    warehouseId: () => 'w1',
  };
  return updateShop(bed.context, services, SYSTEM_ACT, { id: 's1', ...input });
}

const due = () =>
  bed.context.read.pluck<[], string>('SELECT sku_id FROM stock_push_due ORDER BY shop_id, sku_id').all();
const told = () => calls.map((items) => items.map((item) => `${item.skuCode} ${item.availableUnits}`));
let counted = 0;
function count(skuId: string, onHandDelta: number): void {
  counted += 1;
  const key = `count-${counted}`;
  bed.context.db.transaction((tx) =>
    moveStock(tx, SYSTEM_ACT, 0, {
      key,
      warehouseId: 'w1',
      skuId,
      kind: 'counted',
      onHandDelta,
      reservedDelta: 0,
      orderId: null,
      orderLineId: null,
      note: '',
    }),
  );
}

describe('what a shop is told', () => {
  it('is nothing, and nothing is noted, until it is switched on', async () => {
    const sku = bed.addSku('A', 5);
    count(sku, 3);
    expect(due()).toEqual([]);
    expect(change({ pushesStock: true })).toMatchObject({ canPushStock: true, pushesStock: true });
    expect(due()).toEqual([sku]);
    await run();
    expect(told()).toEqual([['A 8']]);
    count(sku, 1);
    change({ pushesStock: false });
    expect(due()).toEqual([]);
    count(sku, 1);
    expect(due()).toEqual([]);
    expect(await run()).toBeNull();
    expect(calls).toHaveLength(1);
  });

  it('excludes what orders have reserved', async () => {
    const sku = bed.addSku('A', 5);
    bed.addSku('B', 5);
    change({ pushesStock: true });
    await run();
    expect(due()).toEqual([]);
    bed.intake([paidDraft('T1', 'A', 2)]);
    expect(due()).toEqual([sku]);
    await run();
    expect(told().at(-1)).toEqual(['A 3']);
  });

  it('leaves out what is kept back, and never goes below zero', async () => {
    bed.addSku('A', 5);
    bed.addSku('B', 2);
    change({ pushesStock: true, stockKeptBack: 3 });
    await run();
    expect(told()).toEqual([['A 2', 'B 0']]);
    change({ stockKeptBack: 1 });
    await run();
    expect(told().at(-1)).toEqual(['A 4', 'B 1']);
  });

  it('names the listing as the newest order with the SKU bears it', async () => {
    bed.addSku('A', 9);
    bed.addSku('B', 9);
    const listed = (number: string, externalSkuId: string) => {
      const draft = paidDraft(number, 'A', 1);
      return { ...draft, lines: draft.lines.map((line) => ({ ...line, externalItemId: 'P1', externalSkuId })) };
    };
    bed.intake([listed('T1', 'S-OLD')]);
    bed.intake([listed('T2', 'S-NEW')]);
    change({ pushesStock: true });
    await run();
    expect(calls[0]).toMatchObject([
      { skuCode: 'A', externalItemId: 'P1', externalSkuId: 'S-NEW' },
      { skuCode: 'B', externalItemId: null, externalSkuId: null },
    ]);
  });

  it('goes in batches of fifty', async () => {
    for (let n = 0; n < 120; n += 1) bed.addSku(`A${n}`, 1);
    change({ pushesStock: true });
    await run();
    expect(calls.map((items) => items.length)).toEqual([50, 50, 20]);
    expect(due()).toEqual([]);
  });
});

describe('what stays due', () => {
  it('is a SKU whose level changed while the call ran', async () => {
    const sku = bed.addSku('A', 5);
    bed.addSku('B', 5);
    change({ pushesStock: true });
    await run((items) => {
      count(sku, -1);
      return takeAll(items);
    });
    expect(due()).toEqual([sku]);
    await run();
    expect(told().at(-1)).toEqual(['A 4']);
    expect(due()).toEqual([]);
  });

  it('is what failed for now, and the run says so; the rest goes on', async () => {
    for (let n = 0; n < 60; n += 1) bed.addSku(`A${n}`, 1);
    change({ pushesStock: true });
    expect(await run(failing({ A0: failure('retry') }))).toMatchObject({ kind: 'retry' });
    expect(calls).toHaveLength(2);
    expect(due()).toEqual(['sku-A0']);
  });

  it('is everything when the platform cannot be reached', async () => {
    for (let n = 0; n < 60; n += 1) bed.addSku(`A${n}`, 1);
    change({ pushesStock: true });
    expect(await run(() => failed(failure('retry')))).toMatchObject({ kind: 'retry' });
    expect(calls).toHaveLength(1);
    expect(due()).toHaveLength(60);
  });
});

describe('what a platform refuses', () => {
  it('does not stop the others, is shown, and goes again when a person or a new level says so', async () => {
    const sku = bed.addSku('A', 5);
    bed.addSku('B', 6);
    change({ pushesStock: true });
    expect(await run(failing({ A: failure('refused', 'no such listing') }))).toBeNull();
    const shown = () => readStockPush(bed.context.read, 's1');
    expect(shown()).toMatchObject({
      waiting: 0,
      pushed: 1,
      refusedCount: 1,
      refused: [{ skuCode: 'A', problem: { data: { vendorText: 'no such listing' } } }],
    });
    await run();
    expect(calls).toHaveLength(1);
    expect(sendStockAgain(bed.context, SYSTEM_ACT, { id: 's1', refusedOnly: true }).waiting).toBe(1);
    await run(failing({ A: failure('refused') }));
    count(sku, 1);
    await run();
    expect(told().slice(1)).toEqual([['A 5'], ['A 6']]);
    expect(shown()).toMatchObject({ waiting: 0, pushed: 2, refusedCount: 0, refused: [] });
  });
});

it('refuses to tell a shop whose channel takes no stock', () => {
  expect(() => change({ pushesStock: true }, {})).toThrow(
    expect.objectContaining({ code: 'ERR_CHANNEL_STOCK_UNSUPPORTED' }),
  );
});

it('forgets what a disconnected shop was told', async () => {
  const sku = bed.addSku('A', 5);
  change({ pushesStock: true });
  await run();
  count(sku, 1);
  expect(disconnectShop(bed.context, SYSTEM_ACT, 's1')).toEqual({ removed: true });
  expect(due()).toEqual([]);
});

describe('the push of a shop', () => {
  const jobs = () =>
    bed.context.read.pluck<[], string>("SELECT state FROM jobs WHERE topic = 'stock.push' ORDER BY id").all();
  const settle = (state: string) =>
    bed.context.db.transaction((tx) => {
      tx.prepare<[string]>("UPDATE jobs SET state = ? WHERE topic = 'stock.push'").run(state);
      tx.changed('jobs');
    });

  it('is queued once for all that is due, again after it ran, and not while it is parked', () => {
    const time = new ManualTime();
    const stop = startStockPusher(bed.context, time);
    const sku = bed.addSku('A', 5);
    time.advance(1_000);
    expect(jobs()).toEqual([]);
    change({ pushesStock: true });
    count(sku, 1);
    time.advance(1_000);
    count(sku, 1);
    time.advance(1_000);
    expect(jobs()).toEqual(['waiting']);
    settle('parked');
    count(sku, 1);
    time.advance(1_000);
    expect(jobs()).toEqual(['parked']);
    sendStockAgain(bed.context, SYSTEM_ACT, { id: 's1', refusedOnly: false });
    time.advance(1_000);
    expect(jobs()).toEqual(['waiting']);
    settle('done');
    time.advance(1_000);
    expect(jobs()).toEqual(['done', 'waiting']);
    stop();
  });
});
