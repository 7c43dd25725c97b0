import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileConnector } from '#main/plugins/channels/file/file-connector.ts';
import { enqueueJob, leaseJob, settleJob } from '#main/db/repos/jobs-repo.ts';
import { releaseOrderHold } from '#main/usecases/orders/hold-order.ts';
import { finishParcel } from '#main/usecases/packing/finish-parcel.ts';
import { cancelParcel, unscanItem } from '#main/usecases/packing/leave-parcel.ts';
import { scanCode } from '#main/usecases/packing/scan-code.ts';
import { viewStation } from '#main/usecases/packing/view-station.ts';
import { weighParcelManually } from '#main/usecases/packing/weigh-parcel.ts';
import type { WeightPolicy } from '#main/usecases/packing/weigh-parcel.ts';
import { confirmShipment } from '#main/usecases/shipping/confirm-shipment.ts';
import { moveStock } from '#main/usecases/stock/move-stock.ts';
import { servableOrders, serveOrders } from '#main/usecases/stock/serve-orders.ts';
import { checkStock } from '#main/usecases/verify/check-stock.ts';
import type { OrderDraft } from '#core/orders/order-draft.ts';
import { CLOSING_WITHOUT_CARRIER } from '#tests/support/closing-without-carrier.ts';
import { START_MS, SYSTEM_ACT, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

const STATION = 'st1';
const POLICY: WeightPolicy = {
  tolerance: { perMille: 0, minimumG: 1000 },
  packagingG: 0,
};
const notAsked = (): never => {
  throw new Error('nobody is asked');
};

/** Whatever comes between the first scan and the report to the channel: what leaves is what the order asks for. */
describe('an order that changes while it is packed', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  let version = 0;
  beforeEach(() => {
    bed = openUseCaseBed();
    bed.addSku('SKU-1', 9);
    bed.addSku('SKU-2', 9);
    bed.intake([paidDraft('T1', 'SKU-1', 2)]);
    scan('T1');
    scan('690SKU-1');
    scan('690SKU-1');
    weigh();
  });
  afterEach(() => bed.close());

  const scan = (code: string) => scanCode(bed.context, SYSTEM_ACT, STATION, code);
  const weigh = () => weighParcelManually(bed.context, SYSTEM_ACT, STATION, POLICY, { grams: 200, override: null });
  const finish = () =>
    finishParcel(bed.context, CLOSING_WITHOUT_CARRIER, SYSTEM_ACT, STATION, new AbortController().signal);
  const shown = () => viewStation(bed.context.read, STATION, POLICY, 0).problems.map(({ code }) => code);
  const orderId = () => bed.order('T1')?.id ?? '';
  const change = (skuCode: string, quantity: number, more: Partial<OrderDraft> = {}) => {
    version += 1;
    bed.intake([paidDraft('T1', skuCode, quantity, { platformVersionMs: START_MS + version, ...more })]);
  };
  const heldFor = () =>
    bed.context.read.pluck<[string], string>('SELECT reason_code FROM order_holds WHERE order_id = ?').all(orderId());
  const release = (reasonCode: string) =>
    releaseOrderHold(bed.context, SYSTEM_ACT, { id: orderId(), kind: 'approval', reasonCode, reason: 'looked' });
  const shipmentId = () => viewStation(bed.context.read, STATION, POLICY, 0).shipmentId ?? '';

  /** As the carrier's answer leaves it. */
  const giveWaybill = () =>
    bed.context.db.transaction((tx) => {
      tx.prepare<[]>(
        "INSERT INTO carrier_accounts (id, carrier_id, name, config_json, service_code, created_at_ms) VALUES ('c1', 'sf-express', 'SF', '{}', '2', 0)",
      ).run();
      tx.prepare<[string]>(
        "INSERT INTO waybills (id, request_key, shipment_id, carrier_account_id, state, tracking_number, request_json, requested_at_ms) VALUES ('w1', 'PB-p1', ?, 'c1', 'issued', 'SF1', '{}', 0)",
      ).run(shipmentId());
    });
  const closeBox = () => expect(finish()).rejects.toMatchObject({ code: 'ERR_CARRIER_ACCOUNT_MISSING' });
  const putLabelOn = () =>
    bed.context.db.transaction((tx) => {
      tx.prepare<[string]>("UPDATE orders SET fulfilment = 'labelled' WHERE id = ?").run(orderId());
      tx.prepare<[string]>("UPDATE shipments SET state = 'labelled' WHERE id = ?").run(shipmentId());
      tx.prepare<[]>(
        "INSERT INTO devices (id, kind, name, config_json, created_at_ms, updated_at_ms) VALUES ('d1', 'printer', 'P', '{}', 0, 0)",
      ).run();
      tx.prepare<[string, string]>(
        `INSERT INTO print_jobs (id, label_key, print_number, kind, order_id, shipment_id, device_id, template_id, data_json, content_hash, copies, state, proof, bytes_total, bytes_sent, operator_id, created_at_ms)
         VALUES ('pj1', 'waybill:w1', 1, 'waybill', ?, ?, 'd1', 't', '{}', 'h', 1, 'printed', 'inferred', 1, 1, 'op', 0)`,
      ).run(orderId(), shipmentId());
      enqueueJob(tx, bed.context, {
        topic: 'shipment.confirm',
        key: `confirm:${shipmentId()}`,
        payload: { shipmentId: shipmentId() },
        orderId: orderId(),
      });
    });

  describe('and asks for more', () => {
    it('is not closed short, and what goes in late is weighed', async () => {
      change('SKU-1', 3);
      await expect(finish()).rejects.toMatchObject({ code: 'ERR_PACKING_ITEMS_MISSING', data: { missing: 1 } });
      scan('690SKU-1');
      await expect(finish()).rejects.toMatchObject({ code: 'ERR_PACKING_WEIGHT_MISSING' });
      weigh();
      await closeBox();
    });

    it('after its box was closed, is packed anew and not sent short, also when its hold was released', async () => {
      await closeBox();
      change('SKU-1', 3);
      expect(heldFor()).toEqual(['changed_in_packing']);
      release('changed_in_packing');
      await expect(finish()).rejects.toMatchObject({
        code: 'ERR_PACKING_BOX_CHANGED',
        data: { missing: 1, surplus: 0 },
      });
      expect(shown()).toContain('ERR_PACKING_BOX_CHANGED');
      cancelParcel(bed.context, SYSTEM_ACT, STATION);
      scan('T1');
      for (let unit = 0; unit < 3; unit += 1) scan('690SKU-1');
      weigh();
      await closeBox();
      expect(checkStock(bed.context.read).problems).toEqual([]);
    });
  });

  it('and asks for more than the shelves have, waits, and goes on by itself when goods arrive', () => {
    change('SKU-1', 12);
    expect(heldFor()).toEqual(['short']);
    const sku = bed.context.read.pluck<[], string>("SELECT id FROM skus WHERE code = 'SKU-1'").get() ?? '';
    bed.context.db.transaction((tx) => {
      moveStock(tx, SYSTEM_ACT, START_MS, {
        key: 'delivery',
        warehouseId: 'w1',
        skuId: sku,
        kind: 'received',
        onHandDelta: 5,
        reservedDelta: 0,
        orderId: null,
        orderLineId: null,
        note: '',
      });
      serveOrders(tx, SYSTEM_ACT, START_MS, servableOrders(tx));
    });
    expect(heldFor()).toEqual([]);
    expect(bed.order('T1')?.fulfilment).toBe('packing');
    expect(bed.level(sku)).toEqual({ on_hand: 14, reserved: 12 });
  });

  it('and asks for more than there is, and then no more, waits for nothing any longer', () => {
    change('SKU-1', 12);
    expect(heldFor()).toEqual(['short']);
    change('SKU-1', 2);
    expect(heldFor()).toEqual([]);
  });

  it('and asks for less, is not closed until the rest was taken out, and is weighed again', async () => {
    change('SKU-1', 1);
    release('changed_in_packing');
    await expect(finish()).rejects.toMatchObject({ code: 'ERR_PACKING_ITEM_SURPLUS' });
    expect(shown()).toContain('ERR_PACKING_ITEM_SURPLUS');
    const line = bed.context.read.pluck<[], string>('SELECT id FROM order_lines').get() ?? '';
    unscanItem(bed.context, STATION, line);
    await expect(finish()).rejects.toMatchObject({ code: 'ERR_PACKING_WEIGHT_MISSING' });
    weigh();
    await closeBox();
  });

  it('and asks for other goods, counts no scan of the former ones', async () => {
    change('SKU-2', 2);
    expect(heldFor()).toEqual(['changed_in_packing']);
    release('changed_in_packing');
    await expect(finish()).rejects.toMatchObject({ code: 'ERR_PACKING_ITEMS_MISSING', data: { missing: 2 } });
    scan('690SKU-2');
    scan('690SKU-2');
    weigh();
    await closeBox();
  });

  describe('and goes to another address', () => {
    const elsewhere = (isMasked = false): Partial<OrderDraft> => ({
      recipient: {
        ...paidDraft('T1', 'SKU-1', 2).recipient,
        street: isMasked ? '文三路 * 号' : '文三路 2 号',
        isMasked,
      },
    });

    it('goes on while no waybill names the former one', () => {
      change('SKU-1', 2, elsewhere());
      expect(heldFor()).toEqual([]);
    });

    it('is held once a waybill does', async () => {
      await closeBox();
      giveWaybill();
      change('SKU-1', 2, elsewhere());
      expect(heldFor()).toEqual(['address_changed']);
      expect(shown()).toContain('ERR_ORDER_ON_HOLD');
    });

    it('is not held for an address that the platform merely hides by now, nor for other news', async () => {
      await closeBox();
      giveWaybill();
      change('SKU-1', 2, elsewhere(true));
      change('SKU-1', 2, { ...elsewhere(true), buyerNote: 'hurry' });
      expect(heldFor()).toEqual([]);
    });
  });

  describe('after its label was printed', () => {
    const job = () =>
      bed.context.read
        .prepare<[], { id: string; state: string }>("SELECT id, state FROM jobs WHERE topic = 'shipment.confirm'")
        .get();
    const report = () =>
      confirmShipment(
        bed.context,
        SYSTEM_ACT,
        () => ({
          id: 's1',
          name: 'Shop',
          channelId: 'file',
          currency: 'CNY',
          warehouseId: 'w1',
          enabled: true,
          connector: fileConnector,
          statusMap: [],
          channelContext: notAsked,
        }),
        shipmentId(),
        new AbortController().signal,
      );
    beforeEach(async () => {
      await closeBox();
      giveWaybill();
      putLabelOn();
    });

    it('is reported to its channel only after somebody looked', async () => {
      change('SKU-1', 1);
      const failure = await report();
      expect(failure).toMatchObject({ kind: 'refused', code: 'ERR_ORDER_ON_HOLD' });
      bed.context.db.transaction((tx) => {
        const id = job()?.id as never;
        leaseJob(tx, id, 'me', 1);
        settleJob(
          tx,
          id,
          'me',
          { state: 'parked', dueAtMs: 0, error: { code: 'ERR_ORDER_ON_HOLD', data: {}, atMs: 0 } },
          0,
        );
      });
      release('changed_in_packing');
      expect(job()?.state).toBe('waiting');
      expect(await report()).toBeNull();
    });

    it('can be put back: label void, waybill given back, channel not told', () => {
      change('SKU-1', 2, { fulfilment: 'cancelled', payment: 'refunded' });
      expect(shown()).toContain('ERR_ORDER_CANCELLED');
      cancelParcel(bed.context, SYSTEM_ACT, STATION);
      expect(job()?.state).toBe('cancelled');
      expect(bed.context.read.pluck<[], string>('SELECT state FROM print_jobs').get()).toBe('voided');
      expect(bed.context.read.pluck<[], number>("SELECT COUNT(*) FROM jobs WHERE topic = 'waybill.cancel'").get()).toBe(
        1,
      );
      expect(bed.level('sku-SKU-1')).toEqual({ on_hand: 9, reserved: 0 });
    });

    it('is only left when nothing speaks against it', () => {
      const parcel = shipmentId();
      cancelParcel(bed.context, SYSTEM_ACT, STATION);
      expect(bed.context.read.pluck<[string], string>('SELECT state FROM shipments WHERE id = ?').get(parcel)).toBe(
        'labelled',
      );
      expect(job()?.state).toBe('waiting');
    });
  });
});
