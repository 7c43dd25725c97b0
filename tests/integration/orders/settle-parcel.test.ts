import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OrderDraft } from '#core/orders/order-draft.ts';
import { enqueueJob, findJobByKey, leaseJob, settleJob } from '#main/db/repos/jobs-repo.ts';
import { listJobViews } from '#main/usecases/jobs/manage-jobs.ts';
import { readOrderDetail } from '#main/usecases/orders/read-order-detail.ts';
import { settleParcel } from '#main/usecases/packing/settle-parcel.ts';
import { checkStock } from '#main/usecases/verify/check-stock.ts';
import type { JobId } from '#shared/model/ids.ts';
import { START_MS, SYSTEM_ACT, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

/** The channel does not take the report of a labelled parcel: only people know whether the box left. */
describe('a labelled parcel whose report does not go on', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  let jobId: JobId;
  const orderId = () => bed.order('T1')?.id ?? '';

  beforeEach(() => {
    bed = openUseCaseBed();
    bed.addSku('SKU-1', 5);
    bed.intake([paidDraft('T1', 'SKU-1', 2)]);
    bed.context.db.transaction((tx) => {
      tx.prepare<[]>("UPDATE orders SET fulfilment = 'labelled', status = 'labelled'").run();
      tx.prepare<[string]>(
        "INSERT INTO shipments (id, order_id, parcel_number, state, station_id, operator_id, opened_at_ms) VALUES ('p1', ?, 1, 'labelled', 'st1', 'op', 0)",
      ).run(orderId());
      tx.prepare<[]>(
        "INSERT INTO shipment_lines (shipment_id, order_line_id, quantity) SELECT 'p1', id, quantity FROM order_lines",
      ).run();
      tx.prepare<[]>(
        "INSERT INTO carrier_accounts (id, carrier_id, name, config_json, service_code, created_at_ms) VALUES ('c1', 'sf-express', 'SF', '{}', '2', 0)",
      ).run();
      tx.prepare<[]>(
        "INSERT INTO waybills (id, request_key, shipment_id, carrier_account_id, state, tracking_number, request_json, requested_at_ms) VALUES ('w1', 'PB-p1', 'p1', 'c1', 'issued', 'SF1', '{}', 0)",
      ).run();
      tx.prepare<[]>(
        "INSERT INTO devices (id, kind, name, config_json, created_at_ms, updated_at_ms) VALUES ('d1', 'printer', 'P', '{}', 0, 0)",
      ).run();
      tx.prepare<[string]>(
        `INSERT INTO print_jobs (id, label_key, print_number, kind, order_id, shipment_id, device_id, template_id, data_json, content_hash, copies, state, proof, bytes_total, bytes_sent, operator_id, created_at_ms)
         VALUES ('pj1', 'waybill:w1', 1, 'waybill', ?, 'p1', 'd1', 't', '{}', 'h', 1, 'printed', 'inferred', 1, 1, 'op', 0)`,
      ).run(orderId());
      jobId = enqueueJob(tx, bed.context, {
        topic: 'shipment.confirm',
        key: 'confirm:p1',
        payload: { shipmentId: 'p1' },
        orderId: orderId(),
      }).jobId;
    });
  });
  afterEach(() => bed.close());

  const lease = () => bed.context.db.transaction((tx) => leaseJob(tx, jobId, 'engine', START_MS + 1));
  const park = (): void => {
    lease();
    const error = { code: 'ERR_CHANNEL_REFUSED', data: {}, atMs: START_MS };
    bed.context.db.transaction((tx) =>
      settleJob(tx, jobId, 'engine', { state: 'parked', dueAtMs: START_MS, error }, START_MS),
    );
  };
  const platformSays = (change: Partial<OrderDraft>) =>
    bed.intake([paidDraft('T1', 'SKU-1', 2, { platformVersionMs: START_MS + 1, ...change })]);
  const settle = (outcome: 'left' | 'stayed', reason = 'looked') =>
    settleParcel(bed.context, SYSTEM_ACT, { orderId: orderId(), shipmentId: 'p1', outcome, reason });
  const shown = () => readOrderDetail(bed.context.read, orderId());
  const job = () => listJobViews(bed.context.read, { limit: 10 }).jobs.find(({ id }) => id === jobId);
  const lastAudited = () =>
    JSON.parse(
      bed.context.read
        .pluck<[], string>("SELECT data_json FROM audit_log WHERE act = 'parcel.settle' ORDER BY seq DESC LIMIT 1")
        .get() ?? '{}',
    ) as unknown;
  const keys = () => listJobViews(bed.context.read, { limit: 10 }).jobs.map(({ key }) => key);

  it.each(['shipped', 'delivered', 'completed'] as const)(
    'counts as shipped with its waybill when it left, though the platform already says %s',
    (fulfilment) => {
      park();
      platformSays({ fulfilment });
      expect(shown().shipments).toMatchObject([{ unsettled: true }]);
      expect(job()).toMatchObject({ state: 'parked', unsettledParcelId: 'p1' });
      settle('left');
      expect(shown()).toMatchObject({
        fulfilment,
        shipments: [{ state: 'shipped', waybillState: 'issued', trackingNumber: 'SF1', unsettled: false }],
      });
      expect(bed.level('sku-SKU-1')).toEqual({ on_hand: 3, reserved: 0 });
      expect(job()).toMatchObject({
        state: 'cancelled',
        unsettledParcelId: null,
        progress: { settled: 'left', reason: 'looked' },
      });
      expect(bed.eventTypes(orderId())).toContain('shipment.settled_left');
      expect(lastAudited()).toMatchObject({ outcome: 'left', reason: 'looked', report: 'parked' });
      expect(checkStock(bed.context.read).problems).toEqual([]);
    },
  );

  it('is put back when it did not leave: label void, waybill given back, nothing reserved any more', () => {
    park();
    platformSays({ fulfilment: 'shipped' });
    settle('stayed');
    expect(shown()).toMatchObject({
      status: 'shipped',
      shipments: [{ state: 'cancelled', unsettled: false }],
      printJobs: [{ state: 'voided' }],
    });
    expect(keys()).toContain('cancel-waybill:w1');
    expect(bed.level('sku-SKU-1')).toEqual({ on_hand: 5, reserved: 0 });
    expect(bed.eventTypes(orderId()).slice(-5)).toEqual(
      expect.arrayContaining(['label.voided', 'packing.cancelled', 'stock.released', 'shipment.settled_stayed']),
    );
    expect(checkStock(bed.context.read).problems).toEqual([]);
  });

  it('of an order that nobody shipped elsewhere waits to be packed again, with its stock', () => {
    park();
    settle('stayed');
    expect(shown()).toMatchObject({ status: 'ready_to_pack', fulfilment: 'reserved' });
    expect(bed.level('sku-SKU-1')).toEqual({ on_hand: 5, reserved: 2 });
  });

  it('of a cancelled order is put back too, also when its report ended without telling anybody', () => {
    platformSays({ fulfilment: 'cancelled' });
    lease();
    bed.context.db.transaction((tx) =>
      settleJob(tx, jobId, 'engine', { state: 'done', dueAtMs: START_MS, error: null }, START_MS),
    );
    expect(shown().shipments).toMatchObject([{ unsettled: true }]);
    settle('stayed');
    expect(shown()).toMatchObject({ status: 'cancelled', shipments: [{ state: 'cancelled' }] });
    expect(keys()).toContain('cancel-waybill:w1');
  });

  it('is not settled while its report is under way, nor twice', () => {
    const refused = expect.objectContaining({ code: 'ERR_PACKING_PARCEL_SETTLED' });
    expect(shown().shipments).toMatchObject([{ unsettled: false }]);
    expect(() => settle('left')).toThrow(refused);
    lease();
    platformSays({ fulfilment: 'shipped' });
    expect(() => settle('stayed')).toThrow(refused);
    bed.context.db.transaction((tx) =>
      settleJob(tx, jobId, 'engine', { state: 'parked', dueAtMs: START_MS, error: null }, START_MS),
    );
    settle('left');
    expect(() => settle('stayed')).toThrow(refused);
    expect(bed.level('sku-SKU-1')).toEqual({ on_hand: 3, reserved: 0 });
  });

  it('wants a reason, and a held order its release first when its box left', () => {
    platformSays({ holds: [{ kind: 'risk', reasonCode: 'platform_review', data: {} }] });
    park();
    expect(() => settle('left', ' ')).toThrow(expect.objectContaining({ code: 'ERR_PRINT_REASON_REQUIRED' }));
    expect(() => settle('left')).toThrow(expect.objectContaining({ code: 'ERR_ORDER_ON_HOLD' }));
    expect(findJobByKey(bed.context.read, 'confirm:p1')?.state).toBe('parked');
    settle('stayed');
    expect(shown().shipments).toMatchObject([{ state: 'cancelled' }]);
  });
});
