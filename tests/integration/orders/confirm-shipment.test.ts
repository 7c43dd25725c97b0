import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileConnector } from '#main/plugins/channels/file/file-connector.ts';
import type { ConfirmShipmentRequest } from '#main/plugins/channels/channel-connector.ts';
import { statusRow } from '#main/plugins/channels/wire-fields.ts';
import { succeeded } from '#main/plugins/plugin-result.ts';
import { confirmShipment } from '#main/usecases/shipping/confirm-shipment.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import { checkStock } from '#main/usecases/verify/check-stock.ts';
import { connectedShop } from '#tests/support/connected-shop.ts';
import { START_MS, SYSTEM_ACT, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

/** A labelled parcel of order T1 with its waybill, as the packing station leaves it. */
function labelParcel(bed: ReturnType<typeof openUseCaseBed>): void {
  const orderId = bed.order('T1')?.id ?? '';
  bed.context.db.transaction((tx) => {
    tx.prepare<[string]>("UPDATE orders SET fulfilment = 'labelled' WHERE id = ?").run(orderId);
    tx.prepare<[string]>(
      "INSERT INTO shipments (id, order_id, parcel_number, state, station_id, operator_id, opened_at_ms) VALUES ('p1', ?, 1, 'labelled', 'st1', 'op', 0)",
    ).run(orderId);
    tx.prepare<[string]>(
      "INSERT INTO shipment_lines (shipment_id, order_line_id, quantity) SELECT 'p1', id, quantity FROM order_lines WHERE order_id = ?",
    ).run(orderId);
    tx.prepare<[]>(
      "INSERT INTO carrier_accounts (id, carrier_id, name, config_json, service_code, created_at_ms) VALUES ('c1', 'sf-express', 'SF', '{}', '2', 0)",
    ).run();
    tx.prepare<[]>(
      "INSERT INTO waybills (id, request_key, shipment_id, carrier_account_id, state, tracking_number, request_json, requested_at_ms) VALUES ('w1', 'PB-p1', 'p1', 'c1', 'issued', 'SF1', '{}', 0)",
    ).run();
  });
}

describe('telling the channel that a parcel left', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  beforeEach(() => {
    bed = openUseCaseBed();
    bed.addSku('SKU-1', 5);
    bed.intake([paidDraft('T1', 'SKU-1', 2)]);
    labelParcel(bed);
  });
  afterEach(() => bed.close());

  /** A shop that tells its channel nothing: the booking is under test. */
  const shop = (): ConnectedShop => ({
    id: 's1',
    name: 'Shop',
    channelId: 'file',
    currency: 'CNY',
    warehouseId: 'w1',
    enabled: true,
    connector: fileConnector,
    statusMap: [],
    channelContext: () => {
      throw new Error('nobody is asked');
    },
  });
  const confirm = () => confirmShipment(bed.context, SYSTEM_ACT, shop, 'p1', new AbortController().signal);

  it('books the goods out once, however often it runs', async () => {
    expect([await confirm(), await confirm()]).toEqual([null, null]);
    expect(bed.order('T1')?.fulfilment).toBe('shipped');
    expect(bed.level('sku-SKU-1')).toEqual({ on_hand: 3, reserved: 0 });
    expect(bed.eventTypes(bed.order('T1')?.id ?? '').filter((type) => type === 'shipment.confirmed')).toHaveLength(1);
  });

  it('tells the connector what is in the box also when that is the whole order, and what people said of statuses', async () => {
    const asked: ConfirmShipmentRequest[] = [];
    const connector = {
      ...fileConnector,
      capabilities: { ...fileConnector.capabilities, confirmShipment: true },
      confirmShipment: (_context: unknown, request: ConfirmShipmentRequest) => {
        asked.push(request);
        return Promise.resolve(succeeded({ alreadyDone: false }));
      },
    };
    const statusMap = [statusRow('refund', 'WAIT_ARBITER', { afterSales: 'closed' })];
    const told = () => connectedShop(connector, { clock: bed.clock }, { statusMap });
    expect(await confirmShipment(bed.context, SYSTEM_ACT, told, 'p1', new AbortController().signal)).toBeNull();
    expect(asked).toMatchObject([{ lines: [], inParcel: [{ quantity: 2 }], statusMap }]);
  });

  it.each(['delivered', 'completed'] as const)(
    'books them out too when the channel already says %s, and the order does not go back',
    async (fulfilment) => {
      bed.intake([paidDraft('T1', 'SKU-1', 2, { platformVersionMs: START_MS + 1, fulfilment })]);
      expect(await confirm()).toBeNull();
      expect(bed.order('T1')?.fulfilment).toBe(fulfilment);
      expect(bed.level('sku-SKU-1')).toEqual({ on_hand: 3, reserved: 0 });
      expect(checkStock(bed.context.read).problems).toEqual([]);
    },
  );
});
