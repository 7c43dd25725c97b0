import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATION_ID } from '#main/app/station-id.ts';
import { cancelParcel } from '#main/usecases/packing/leave-parcel.ts';
import { releaseOrderHold } from '#main/usecases/orders/hold-order.ts';
import { readOrderDetail } from '#main/usecases/orders/read-order-detail.ts';
import { settleParcel } from '#main/usecases/packing/settle-parcel.ts';
import { OPERATOR, startWorkstationBed } from '#tests/support/workstation-bed.ts';
import type { WorkstationBed } from '#tests/support/workstation-bed.ts';
import { until } from '#tests/support/until.ts';

/** What buyers, sellers and platforms do to an order between its payment and its parcel: each has its outcome on a screen. */
describe('an order in trouble', () => {
  let bed: WorkstationBed;
  beforeAll(async () => {
    bed = await startWorkstationBed(4);
  }, 60_000);
  afterAll(() => bed.stop(), 60_000);

  const codes = () => bed.state().problems.map(({ code }) => code);
  const putBack = () => cancelParcel(bed.services.context, OPERATOR, STATION_ID);
  const taobaoOrder = async (): Promise<string> => {
    const { tid } = bed.world.taobao.orders.addOne({ situation: 'paid' });
    await bed.pull('taobao');
    return tid;
  };
  const shopifyOrder = async (): Promise<string> => {
    const { id } = bed.world.shopify.orders.addOne({ situation: 'paid' });
    await bed.pull('shopify');
    return id;
  };
  const confirmJob = (number: string) =>
    bed.read
      .prepare<[string], { state: string; last_error_json: string | null }>(
        "SELECT j.state, j.last_error_json FROM jobs j JOIN orders o ON o.id = j.order_id WHERE j.topic = 'shipment.confirm' AND o.external_number = ? ORDER BY j.created_at_ms DESC, j.id DESC",
      )
      .get(number);
  const eventsOf = (number: string) =>
    bed.read
      .pluck<[string], string>('SELECT type FROM order_events WHERE order_id = ? ORDER BY seq')
      .all(bed.order(number)?.id ?? '');
  const waybillsOf = (number: string) =>
    bed.read
      .prepare<[string], { request_key: string; state: string }>(
        'SELECT w.request_key, w.state FROM waybills w JOIN shipments s ON s.id = w.shipment_id WHERE s.order_id = ? ORDER BY w.requested_at_ms',
      )
      .all(bed.order(number)?.id ?? '');
  const isDone = () => until(() => bed.state().phase === 'done', `the parcel is done, phase ${bed.state().phase}`);

  it('that is cancelled before its first scan is not opened', async () => {
    const number = await shopifyOrder();
    bed.world.shopify.orders.cancel(number);
    await bed.pull('shopify');
    expect(bed.scan(number).problem?.code).toBe('ERR_ORDER_CANCELLED');
  });

  it('that is cancelled between two scans stops at the next, says so on the screen, and can be put back', async () => {
    const number = await shopifyOrder();
    bed.scan(number);
    bed.world.shopify.orders.cancel(number);
    await bed.pull('shopify');
    expect(codes()).toContain('ERR_ORDER_CANCELLED');
    expect(bed.scan(bed.state().lines[0]?.barcodes[0] ?? '').problem?.code).toBe('ERR_ORDER_CANCELLED');
    putBack();
    expect(bed.state().phase).toBe('idle');
  });

  it('whose address changes after its waybill was made is reported to nobody until it was packed anew', async () => {
    const number = await taobaoOrder();
    bed.pack(number);
    bed.world.printer.printer.block('paper_out');
    await bed.finish();
    await until(() => bed.state().printJob?.state === 'blocked', 'the label waits for paper');
    bed.world.taobao.orders.changeReceiver(number, { name: '李新址', address: '新路 9 号' });
    await bed.pull('taobao');
    expect(codes()).toContain('ERR_ORDER_ON_HOLD');
    bed.world.printer.printer.loadPaper();
    await until(() => confirmJob(number)?.state === 'parked', 'the report waits for a person');
    expect(confirmJob(number)?.last_error_json).toContain('ERR_ORDER_ON_HOLD');
    expect(bed.world.taobao.books.shipments().some((each) => each.externalNumber === number)).toBe(false);
    putBack();
    const [first] = waybillsOf(number);
    await until(
      () => bed.world.sfExpress.books.waybill(first?.request_key ?? '')?.cancelledAtMs !== undefined,
      'the first waybill was given back',
    );
    releaseOrderHold(bed.services.context, OPERATOR, {
      id: bed.order(number)?.id ?? '',
      kind: 'approval',
      reasonCode: 'address_changed',
      reason: 'packed anew',
    });
    bed.pack(number);
    await bed.finish();
    await isDone();
    await bed.services.jobs.whenIdle();
    const last = waybillsOf(number).at(-1);
    expect(bed.world.sfExpress.books.waybill(last?.request_key ?? '')?.receiverName).toBe('李新址');
    expect(bed.order(number)?.status).toBe('shipped');
  }, 60_000);

  it('that is cancelled after its label was printed and before its channel was told is put back, waybill and all', async () => {
    const number = await taobaoOrder();
    const offline = bed.world.taobao.faults.switchOn({
      kind: 'connection-reset',
      times: Number.POSITIVE_INFINITY,
    });
    bed.pack(number);
    await bed.finish();
    await isDone();
    bed.world.taobao.orders.requestRefund(number);
    bed.world.taobao.orders.completeRefund(number);
    offline.off();
    await bed.pull('taobao');
    await until(() => bed.order(number)?.status === 'cancelled', 'the cancellation is here');
    expect(codes()).toContain('ERR_ORDER_CANCELLED');
    putBack();
    await until(
      () => waybillsOf(number).every((waybill) => waybill.state === 'cancelled'),
      'the waybill was given back',
      30_000,
    );
    expect(eventsOf(number)).toContain('order.cancelled_after_label');
    expect(eventsOf(number)).toContain('label.voided');
    expect(bed.world.taobao.books.shipments().some((each) => each.externalNumber === number)).toBe(false);
  }, 60_000);

  it('that two people close at once gets one waybill and one label', async () => {
    const number = await taobaoOrder();
    bed.pack(number);
    const printed = bed.world.printer.printer.labels.length;
    expect(await Promise.all([bed.finish(), bed.finish()])).toEqual([null, null]);
    await isDone();
    expect(bed.world.sfExpress.books.numbersIssued(`PB-${bed.state().shipmentId}`)).toBe(1);
    expect(bed.world.printer.printer.labels.length).toBe(printed + 1);
    expect(eventsOf(number).filter((type) => type === 'waybill.issued')).toHaveLength(1);
  }, 30_000);

  it('that somebody shipped in the platform’s own pages parks its report with the platform’s words', async () => {
    const number = await taobaoOrder();
    bed.pack(number);
    const offline = bed.world.taobao.faults.switchOn({
      kind: 'connection-reset',
      times: Number.POSITIVE_INFINITY,
    });
    await bed.finish();
    await isDone();
    bed.world.taobao.orders.forceStatus(number, 'WAIT_BUYER_CONFIRM_GOODS');
    offline.off();
    bed.services.jobs.wake();
    await until(() => confirmJob(number)?.state === 'parked', 'the report is parked');
    expect(confirmJob(number)?.last_error_json).toContain('ERR_CHANNEL_SHIP_OTHER_PARCEL');
    expect(eventsOf(number)).toContain('shipment.confirm_parked');
    await bed.pull('taobao');
    const order = readOrderDetail(bed.read, bed.order(number)?.id ?? '');
    const [parcel] = order.shipments;
    expect(parcel).toMatchObject({ state: 'labelled', unsettled: true });
    settleParcel(bed.services.context, OPERATOR, {
      orderId: order.id,
      shipmentId: parcel?.id ?? '',
      outcome: 'left',
      reason: 'shipped in the pages of the platform',
    });
    expect(confirmJob(number)?.state).toBe('cancelled');
    expect(eventsOf(number)).toEqual(expect.arrayContaining(['stock.issued', 'shipment.settled_left']));
    expect(bed.order(number)?.status).toBe('shipped');
  }, 90_000);

  it('with a novel for a note, emoji in its name and invisible characters in its code is packed like any other', async () => {
    const number = await shopifyOrder();
    bed.world.shopify.orders.changeNote(number, `送礼🎁${'请轻放😀'.repeat(20_000)}`);
    bed.world.shopify.orders.changeAddress(number, { firstName: '小\u200b明🧧', lastName: '' });
    await bed.pull('shopify');
    bed.pack(number);
    expect(await bed.finish()).toBeNull();
    await isDone();
    await bed.services.jobs.whenIdle();
    expect(bed.order(number)?.status).toBe('shipped');
  }, 60_000);

  it('for the last piece on the shelf that two channels sold waits with its reason, and oversells nothing', async () => {
    const sku = bed.read.prepare<[], { id: string; code: string }>('SELECT id, code FROM skus LIMIT 1').get();
    const level = () =>
      bed.read
        .prepare<[string], { on_hand: number; reserved: number }>(
          'SELECT on_hand, reserved FROM stock_levels WHERE sku_id = ?',
        )
        .get(sku?.id ?? '');
    const free = (level()?.on_hand ?? 0) - (level()?.reserved ?? 0);
    const good = { code: sku?.code ?? '', quantity: free };
    const first = bed.world.taobao.orders.addOne({ situation: 'paid', lines: [good] });
    const second = bed.world.shopify.orders.addOne({ situation: 'paid', lines: [good] });
    await Promise.all([bed.pull('taobao'), bed.pull('shopify')]);
    await until(() => bed.order(first.tid) !== undefined && bed.order(second.id) !== undefined, 'both orders are here');
    const statuses = [bed.order(first.tid)?.status, bed.order(second.id)?.status].toSorted();
    expect(statuses).toEqual(['on_hold', 'ready_to_pack']);
    expect(level()?.on_hand).toBe(level()?.reserved);
    expect(bed.read.pluck<[], number>("SELECT COUNT(*) FROM orders WHERE status = 'on_hold'").get()).toBeGreaterThan(0);
  }, 30_000);

  it('leaves every book in agreement', async () => {
    await bed.services.jobs.whenIdle();
    expect((await bed.services.verify()).checks.filter((check) => !check.ok)).toEqual([]);
  });
});
