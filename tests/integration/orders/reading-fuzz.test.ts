import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANNELS } from '#main/app/registries.ts';
import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';
import { intakeMessages } from '#main/usecases/orders/intake-messages.ts';
import type { IncomingMessage } from '#main/usecases/orders/archive-message.ts';
import { checkEventChains } from '#main/usecases/verify/check-chains.ts';
import { checkStock } from '#main/usecases/verify/check-stock.ts';
import { SYSTEM_ACT, openUseCaseBed } from '#tests/support/use-case-bed.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Bed = ReturnType<typeof openUseCaseBed>;

const SHOPIFY_ORDER = JSON.parse(readFileSync('src/main/plugins/channels/shopify/fixtures/order.json', 'utf8')) as Json;
const WOO = 'src/main/plugins/channels/woocommerce/fixtures';
const SAMPLES: Readonly<Record<string, Json>> = {
  taobao: JSON.parse(readFileSync('src/main/plugins/channels/taobao/fixtures/trade.json', 'utf8')) as Json,
  douyin: JSON.parse(readFileSync('src/main/plugins/channels/douyin/fixtures/order.json', 'utf8')) as Json,
  xiaohongshu: JSON.parse(readFileSync('src/main/plugins/channels/xiaohongshu/fixtures/order.json', 'utf8')) as Json,
  'wechat-shop': JSON.parse(readFileSync('src/main/plugins/channels/wechat-shop/fixtures/order.json', 'utf8')) as Json,
  jd: JSON.parse(readFileSync('src/main/plugins/channels/jd/fixtures/order.json', 'utf8')) as Json,
  pinduoduo: JSON.parse(readFileSync('src/main/plugins/channels/pinduoduo/fixtures/order.json', 'utf8')) as Json,
  'http-api': JSON.parse(readFileSync('src/main/plugins/channels/http-api/fixtures/order.json', 'utf8')) as Json,
  shopify: { order: SHOPIFY_ORDER, lineItems: [], fulfillmentOrders: [] },
  woocommerce: {
    order: JSON.parse(readFileSync(`${WOO}/order.json`, 'utf8')) as Json,
    refunds: [JSON.parse(readFileSync(`${WOO}/refund.json`, 'utf8')) as Json],
  },
};
/** Archived after-sales cases of the channels that have them. */
const REFUNDS: Readonly<Record<string, Json>> = {
  douyin: {
    aftersale_info: {
      aftersale_id: '7314892375019283746',
      aftersale_type: 0,
      aftersale_status: 6,
      apply_time: 1_767_225_600,
      update_time: 1_767_229_200,
      refund_amount: 1990,
      refund_post_amount: 0,
      return_logistics_code: '',
    },
    order_info: {
      shop_order_id: '6900000000000000001',
      related_order_info: [{ sku_order_id: '6900000000000000002', aftersale_item_num: 1, item_num: 2 }],
    },
    text_part: { reason_text: '尺码不合适' },
  },
  'http-api': {
    packbench: 'http-api-refund/1',
    zone: '+08:00',
    amounts: 'major',
    state: 'requested',
    mapped: {
      refundNumber: 'R1',
      number: '20260101000017',
      status: 'open',
      kind: 'refund_only',
      amount: '19.90',
      reason: '尺码不合适',
      requestedAt: '2026-01-01 10:00:00',
      modifiedAt: '2026-01-01T02:20:00Z',
      lines: [{ id: '10', quantity: 1 }],
    },
    raw: {},
  },
  jd: {
    serviceId: 700000001,
    orderId: 250000000001,
    customerExpect: 10,
    serviceStatus: 10005,
    serviceStatusName: '待收货',
    applyTime: 1_767_225_600_000,
    updateDate: 1_767_229_200_000,
    skuId: 1021019000016,
    wareNum: 1,
    actualPayPrice: 19.9,
    questionTypeCid1Name: '尺码不合适',
    expressCode: 'YT123',
  },
  pinduoduo: {
    id: '7381745730',
    order_sn: '260101-000000000000001',
    after_sales_status: 7,
    after_sales_type: 3,
    refund_amount: '19.90',
    created_time: '2026-01-01 10:00:00',
    updated_time: '2026-01-01 10:20:00',
    after_sale_reason: '尺码不合适',
    sku_id: '78',
    goods_number: '2',
    tracking_number: 'YT123',
  },
  taobao: {
    refund_id: '98765432109876543210',
    tid: '2200001234567890123',
    oid: '2200001234567890124',
    status: 'WAIT_SELLER_CONFIRM_GOODS',
    created: '2026-01-01 09:00:00',
    modified: '2026-01-01 10:05:00',
    refund_fee: '18.05',
    reason: '尺码不合适',
    num: 2,
    sid: 'SF1040275268927',
    has_good_return: true,
    dispute_type: 'REFUND_AND_RETURN',
  },
  'wechat-shop': {
    errcode: 0,
    after_sale_order: {
      after_sale_order_id: '2000000000000000001',
      order_id: '3700000000000000001',
      status: 'MERCHANT_WAIT_RECEIPT',
      type: 'RETURN',
      product_info: { product_id: '1', sku_id: '2', count: 1 },
      refund_info: { amount: 1990 },
      return_info: { waybill_id: 'YT123' },
      reason_text: '尺码不合适',
      create_time: 1_767_225_600,
      update_time: 1_767_229_200,
    },
  },
  xiaohongshu: {
    returnsId: 'R700000001',
    orderId: 'P700000001',
    status: 2,
    returnType: 1,
    reasonNameZh: '尺码不合适',
    applyTime: 1_767_225_600_000,
    updatedAt: 1_767_229_200_000,
    expectedRefundAmountYuan: 19.9,
  },
  shopify: {
    orderId: 'gid://shopify/Order/5001',
    refund: {
      id: 'gid://shopify/Refund/1',
      createdAt: '2026-01-01T02:00:00Z',
      updatedAt: '2026-01-01T02:00:00Z',
      note: null,
      totalRefundedSet: { shopMoney: { amount: '45.5', currencyCode: 'USD' } },
      refundLineItems: {
        nodes: [{ quantity: 1, restockType: 'RETURN', lineItem: { id: 'gid://shopify/LineItem/1' } }],
        pageInfo: { hasNextPage: false, endCursor: null },
      },
    },
    lines: [],
  },
  woocommerce: {
    orderId: '727',
    currency: 'USD',
    refund: JSON.parse(readFileSync(`${WOO}/refund.json`, 'utf8')) as Json,
  },
};
const RUNS = { numRuns: 300 };

const strangeText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '',
    '\u200B',
    '\u0000',
    '\uD800',
    '9'.repeat(40),
    '-1',
    '1e400',
    '0.001',
    '2026-02-30 25:61:61',
    '２',
  ),
);
const strangeValue = fc.oneof(
  strangeText,
  fc.constantFrom<Json>(null, true, -1, 0, 1.5, 2 ** 53, 1e300, [], {}, [null], 99_999_999),
  fc.jsonValue({ maxDepth: 2 }).map((value) => value as Json),
);
const change = fc.record({
  place: fc.nat(),
  how: fc.constantFrom('replace', 'remove', 'repeat'),
  value: strangeValue,
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** Every place of a JSON value: the container and the key in it. */
function places(value: Json): { container: Json[] | Record<string, Json>; key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const container = value;
  return Object.entries(container).flatMap(([key, inner]) => [{ container, key }, ...places(inner)]);
}

function changed(sample: Json, changes: readonly Change[]): Uint8Array {
  const copy = structuredClone(sample);
  for (const { place, how, value } of changes) {
    const all = places(copy);
    const chosen = all[place % Math.max(1, all.length)];
    // Some values are the same object in every run: what is changed must be this one's own.
    if (chosen) applyChange(chosen, how, structuredClone(value));
  }
  return new TextEncoder().encode(JSON.stringify(copy));
}

function applyChange({ container, key }: ReturnType<typeof places>[number], how: Change['how'], value: Json): void {
  if (Array.isArray(container)) {
    const index = Number(key);
    if (how === 'replace') container[index] = value;
    else if (how === 'remove') container.splice(index, 1);
    else container.push(structuredClone(container[index] ?? null));
  } else if (how === 'remove') Reflect.deleteProperty(container, key);
  else container[key] = how === 'replace' ? value : [container[key] ?? null, container[key] ?? null];
}

function messageOf(bed: Bed, payload: Uint8Array, index: number): IncomingMessage {
  return {
    shopId: 's1',
    source: index % 2 === 0 ? 'poll' : 'push',
    topic: 'order',
    externalNumber: `n${index}`,
    apiVersion: '1',
    signature: 'transport',
    deliveryId: `d${index}`,
    payload,
    receivedAtMs: bed.clock.atMs,
  };
}

/** Orders whose rows do not fit together. */
function halfApplied(bed: Bed): string[] {
  return bed.context.read
    .prepare<[], { external_number: string }>(
      `SELECT o.external_number FROM orders o WHERE o.line_count > (SELECT COUNT(*) FROM order_lines l WHERE l.order_id = o.id)
       UNION SELECT o.external_number FROM orders o WHERE NOT EXISTS (SELECT 1 FROM order_recipients r WHERE r.order_id = o.id)
       UNION SELECT o.external_number FROM orders o WHERE NOT EXISTS (SELECT 1 FROM order_events e WHERE e.order_id = o.id)
       UNION SELECT o.external_number FROM orders o WHERE NOT EXISTS (SELECT 1 FROM raw_messages m WHERE m.order_id = o.id)`,
    )
    .all()
    .map((row) => row.external_number);
}

function expectAllAccountedFor(bed: Bed, connector: ChannelConnector, payloads: readonly Uint8Array[]): void {
  const taken = intakeMessages(bed.context, SYSTEM_ACT, {
    shop: bed.shop,
    connector,
    statusMap: connector.statusMap,
    messages: payloads.map((payload, index) => messageOf(bed, payload, index)),
  });
  expect(taken.outcomes).toHaveLength(payloads.length);
  expect(taken.created + taken.updated + taken.unchanged + taken.stale + taken.parked).toBe(payloads.length);
  const stored = bed.context.read
    .prepare<[], { state: string; park_code: string | null; order_id: string | null }>(
      'SELECT state, park_code, order_id FROM raw_messages',
    )
    .all();
  expect(stored).toHaveLength(payloads.length);
  for (const { state, park_code, order_id } of stored) {
    expect(['applied', 'unchanged', 'stale', 'parked']).toContain(state);
    expect(state === 'parked' ? park_code : order_id).not.toBeNull();
  }
  expect(halfApplied(bed)).toEqual([]);
  expect([...checkStock(bed.context.read).problems, ...checkEventChains(bed.context.read).problems]).toEqual([]);
}

// Files are read by the import, which has a fuzz of its own.
const channels = CHANNELS.all.filter((connector) => connector.id !== 'file');

it('has a sample of every channel that is asked for orders', () => {
  expect(Object.keys(SAMPLES).toSorted()).toEqual(channels.map((connector) => connector.id).toSorted());
});

describe.each(channels.map((connector) => [connector.id, connector] as const))('messages of %s', (id, connector) => {
  const sample = SAMPLES[id] ?? null;
  const context = { currency: 'CNY', statusMap: connector.statusMap };

  it('are read or refused with a code, whatever their bytes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc.json().map((text) => new TextEncoder().encode(text)),
        ),
        (bytes) => {
          expect(connector.readOrder(bytes, context)).toMatchObject({
            ok: false,
            code: expect.stringMatching(/^ERR_CHANNEL_ORDER_/),
          });
        },
      ),
      RUNS,
    );
  });

  it('are read or refused with a code when cut off anywhere', () => {
    const whole = changed(sample, []);
    for (let end = 0; end < whole.byteLength; end += 7)
      expect(connector.readOrder(whole.subarray(0, end), context).ok).toBe(false);
  });

  it('about refunds are read or refused with a code, however strange their fields', () => {
    const refund = REFUNDS[id];
    expect(connector.readRefund === undefined).toBe(refund === undefined);
    if (refund === undefined) return;
    expect(connector.readRefund?.(changed(refund, []), context)).toMatchObject({ ok: true });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const reading = connector.readRefund?.(changed(refund, changes), context);
        if (reading?.ok) {
          const { amountMinor, platformVersionMs } = reading.draft;
          expect([amountMinor, platformVersionMs].every(Number.isSafeInteger)).toBe(true);
        } else expect(reading?.code).toMatch(/^ERR_CHANNEL_/);
      }),
      RUNS,
    );
  });

  it('are all accounted for, and nothing of one is applied in part, however strange their fields', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(change, { minLength: 0, maxLength: 3 }), { minLength: 1, maxLength: 12 }),
        (batch) => {
          using bed = disposableBed();
          bed.addSku('SKU-1', 3);
          expectAllAccountedFor(
            bed,
            connector,
            batch.map((changes) => changed(sample, changes)),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});

function disposableBed(): Bed & Disposable {
  const bed = openUseCaseBed();
  return { ...bed, [Symbol.dispose]: () => bed.close() };
}
