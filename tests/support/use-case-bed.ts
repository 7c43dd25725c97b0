import type { OrderDraft } from '#core/orders/order-draft.ts';
import type { StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import type { Act } from '#main/usecases/actor.ts';
import { intakeMessages } from '#main/usecases/orders/intake-messages.ts';
import type { IntakeResult } from '#main/usecases/orders/intake-messages.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { moveStock } from '#main/usecases/stock/move-stock.ts';
import { countingIds } from '#tests/support/counting-ids.ts';
import { openTestDatabase } from '#tests/support/open-test-database.ts';
import type { LiveEvent } from '#shared/contract/live-event.ts';

export const SYSTEM_ACT: Act = {
  actor: { kind: 'system', id: 'test', name: 'test' },
  source: 'test',
  traceId: 'trace-1',
};
export const START_MS = Date.UTC(2026, 10, 22, 2, 0, 0);

/** A migrated encrypted database with one warehouse, one shop and a clock that stands still until it is moved. */
export function openUseCaseBed() {
  const database = openTestDatabase();
  const clock = { atMs: START_MS, nowMs: () => clock.atMs };
  const published: LiveEvent[] = [];
  const silent = () => {};
  const context: UseCaseContext = {
    db: database.db,
    read: database.db,
    clock,
    ids: countingIds(),
    log: { debug: silent, info: silent, warn: silent, error: silent },
    live: { publish: (event) => published.push(event) },
  };
  context.db.transaction((tx) => {
    tx.prepare<[string]>(
      "INSERT INTO warehouses (id, name, zone, sender_json) VALUES ('w1', 'Main', 'Asia/Shanghai', ?)",
    ).run('{}');
    tx.prepare<[]>(
      "INSERT INTO shops (id, channel_id, name, currency, warehouse_id, config_json, created_at_ms, updated_at_ms) VALUES ('s1', 'json', 'Shop', 'CNY', 'w1', '{}', 0, 0)",
    ).run();
  });
  const shop = { id: 's1', warehouseId: 'w1', currency: 'CNY' };

  return {
    context,
    clock,
    published,
    shop,
    file: database.file,
    key: database.key,
    close: () => database[Symbol.dispose](),
    addSku(code: string, onHand: number, weightG: number | null = 100): string {
      const id = `sku-${code}`;
      context.db.transaction((tx) => {
        tx.prepare<[string, string, string, number | null]>(
          "INSERT INTO skus (id, code, title, title_en, weight_g, location, created_at_ms, updated_at_ms) VALUES (?, ?, ?, '', ?, 'A-01', 0, 0)",
        ).run(id, code, `Goods ${code}`, weightG);
        tx.prepare<[string, string]>('INSERT INTO sku_barcodes (barcode, sku_id) VALUES (?, ?)').run(`690${code}`, id);
        moveStock(tx, SYSTEM_ACT, 0, {
          key: `count:${id}`,
          warehouseId: 'w1',
          skuId: id,
          kind: 'counted',
          onHandDelta: onHand,
          reservedDelta: 0,
          orderId: null,
          orderLineId: null,
          note: '',
        });
      });
      return id;
    },
    intake(drafts: readonly OrderDraft[], source: 'poll' | 'push' | 'replay' = 'poll'): IntakeResult {
      return intakeMessages(context, SYSTEM_ACT, {
        shop,
        statusMap: NO_STATUS_MAP,
        connector: JSON_READER,
        messages: drafts.map((draft) => ({
          shopId: 's1',
          source,
          topic: 'order',
          externalNumber: draft.externalNumber,
          apiVersion: '1',
          signature: 'none',
          deliveryId: null,
          payload: new TextEncoder().encode(JSON.stringify(draft)),
          receivedAtMs: clock.atMs,
        })),
      });
    },
    order(number: string) {
      return context.read
        .prepare<[string], { id: string; status: string; fulfilment: string; payment: string; hold_count: number }>(
          'SELECT id, status, fulfilment, payment, hold_count FROM orders WHERE external_number = ?',
        )
        .get(number);
    },
    level(skuId: string) {
      return context.read
        .prepare<[string], { on_hand: number; reserved: number }>(
          'SELECT on_hand, reserved FROM stock_levels WHERE sku_id = ?',
        )
        .get(skuId);
    },
    eventTypes(orderId: string) {
      return context.read
        .prepare<[string], { type: string }>('SELECT type FROM order_events WHERE order_id = ? ORDER BY seq')
        .all(orderId)
        .map((row) => row.type);
    },
  };
}

const NO_STATUS_MAP: readonly StatusMapRow[] = [];

/** Reads payloads that are drafts already: the intake is under test here, not a vendor's format. */
const JSON_READER = {
  readOrder(payload: Uint8Array) {
    const text = new TextDecoder().decode(payload);
    if (text.includes('UNREADABLE'))
      return { ok: false as const, code: 'ERR_CHANNEL_ORDER_UNREADABLE' as const, data: { reason: 'test' } };
    return {
      ok: true as const,
      draft: withoutEnvelope(JSON.parse(text) as OrderDraft & { requestId?: string }),
      messages: [],
    };
  },
};

/** Platforms wrap the same order into other bytes each time; a connector reads past that. */
function withoutEnvelope({ requestId: _requestId, ...draft }: OrderDraft & { requestId?: string }): OrderDraft {
  return draft;
}

/** A paid order of one line; override what the test is about. */
export function paidDraft(
  number: string,
  skuCode: string,
  quantity: number,
  change: Partial<OrderDraft> = {},
): OrderDraft {
  return {
    externalNumber: number,
    displayNumber: number,
    platformVersionMs: START_MS,
    platformStatus: 'PAID',
    payment: 'paid',
    fulfilment: 'received',
    afterSales: 'none',
    holds: [],
    currency: 'CNY',
    totalMinor: 9800,
    shippingFeeMinor: 0,
    placedAtMs: START_MS - 60_000,
    paidAtMs: START_MS - 30_000,
    buyerNote: '',
    sellerNote: '',
    flags: [],
    recipient: {
      name: '张伟',
      phone: '13812345678',
      country: 'CN',
      province: '浙江省',
      city: '杭州市',
      district: '西湖区',
      town: '',
      street: '文三路 1 号',
      postcode: '310000',
      isMasked: false,
    },
    recipientHandle: null,
    lines: [
      {
        externalLineId: `${number}-1`,
        skuCode,
        title: `Goods ${skuCode}`,
        variant: '',
        quantity,
        cancelledQuantity: 0,
        unitPriceMinor: 9800,
        paidMinor: 9800,
        afterSales: 'none',
      },
    ],
    externalIds: [],
    platformData: {},
    ...change,
  };
}
