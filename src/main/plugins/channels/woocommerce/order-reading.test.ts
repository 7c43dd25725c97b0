import { describe, expect, it } from 'vitest';
import { fixture } from '#main/plugins/channels/woocommerce/fixtures/test-context.ts';
import { readWooOrder } from '#main/plugins/channels/woocommerce/order-reading.ts';
import { readWooRefund } from '#main/plugins/channels/woocommerce/refunds.ts';
import { WOO_STATUS_MAP } from '#main/plugins/channels/woocommerce/units.ts';

const ORDER = JSON.parse(fixture('order.json')) as Record<string, unknown>;
const REFUND = JSON.parse(fixture('refund.json')) as Record<string, unknown>;
const statusMap = WOO_STATUS_MAP;

function read(changes: Record<string, unknown> = {}, refunds: readonly unknown[] = [REFUND]) {
  const payload = Buffer.from(JSON.stringify({ order: { ...ORDER, ...changes }, refunds }));
  return readWooOrder(payload, { statusMap });
}

function draft(changes: Record<string, unknown> = {}, refunds: readonly unknown[] = [REFUND]) {
  const reading = read(changes, refunds);
  if (!reading.ok) throw new Error(JSON.stringify(reading));
  return reading.draft;
}

describe('an order', () => {
  it('is read with what the buyer paid for each line, what was taken back, and its labels', () => {
    expect(draft()).toEqual({
      externalNumber: '727',
      displayNumber: 'SHOP-1042',
      platformVersionMs: Date.UTC(2026, 0, 2, 8),
      platformStatus: 'processing',
      payment: 'partially_refunded',
      fulfilment: 'received',
      afterSales: 'none',
      holds: [],
      currency: 'USD',
      totalMinor: 4922,
      shippingFeeMinor: 1070,
      placedAtMs: Date.UTC(2026, 0, 2, 2),
      paidAtMs: Date.UTC(2026, 0, 2, 2, 1, 30),
      buyerNote: 'leave at the door',
      sellerNote: '',
      flags: ['coupon:spring -4.00', 'fee:Gift wrap 0.00', 'shipping:Flat rate', 'delivery_slot=morning'],
      recipient: {
        name: '王明',
        phone: '(555) 555-5555',
        country: 'CN',
        province: '浙江省',
        city: '杭州市',
        district: '',
        town: '',
        street: '示例公司, 文三路1号, 2栋',
        postcode: '310000',
        isMasked: false,
      },
      recipientHandle: null,
      lines: [
        {
          externalLineId: '315',
          skuCode: 'SKU-1',
          title: 'Woo Single #1',
          variant: 'Red / L',
          quantity: 3,
          cancelledQuantity: 1,
          unitPriceMinor: 1070,
          paidMinor: 2782,
          afterSales: 'none',
        },
        {
          externalLineId: '316',
          skuCode: 'SKU-2',
          title: 'Card',
          variant: '',
          quantity: 2,
          cancelledQuantity: 0,
          unitPriceMinor: 535,
          paidMinor: 1070,
          afterSales: 'none',
        },
      ],
      externalIds: [
        { kind: 'display', value: 'SHOP-1042' },
        { kind: 'payment', value: 'ch_727' },
        { kind: 'refund', value: '800' },
        { kind: 'waybill', value: '9400' },
      ],
      promotions: [
        { kind: 'coupon', label: 'spring', amountMinor: 400 },
        { kind: 'fee', label: 'Gift wrap', amountMinor: 0 },
      ],
      platformData: {},
    });
  });

  it('parks with a status that a plugin brought along, and is read once a person has mapped it', () => {
    expect(read({ status: 'packing-slip' })).toEqual({
      ok: false,
      code: 'ERR_CHANNEL_STATUS_UNMAPPED',
      data: { axis: 'order', vendorStatus: 'packing-slip', externalNumber: '727' },
    });
    const processing = WOO_STATUS_MAP.find((row) => row.vendorStatus === 'processing');
    const payload = Buffer.from(JSON.stringify({ order: { ...ORDER, status: 'packing-slip' }, refunds: [] }));
    const added = [...WOO_STATUS_MAP, ...(processing ? [{ ...processing, vendorStatus: 'packing-slip' }] : [])];
    expect(readWooOrder(payload, { statusMap: added })).toMatchObject({ ok: true, draft: { fulfilment: 'received' } });
  });

  it.each([
    ['pending', null, 'awaited', 'received', 0],
    ['on-hold', null, 'awaited', 'received', 1],
    ['on-hold', '2026-01-02T02:01:30', 'paid', 'received', 1],
    ['completed', '2026-01-02T02:01:30', 'paid', 'shipped', 0],
    ['failed', null, 'voided', 'cancelled', 0],
    ['trash', null, 'voided', 'cancelled', 0],
    ['refunded', '2026-01-02T02:01:30', 'refunded', 'cancelled', 0],
  ])('at %s, paid %s, counts as %s and %s with %s holds', (status, paid, payment, fulfilment, holds) => {
    const read = draft({ status, date_paid_gmt: paid, refunds: [] }, []);
    expect([read.payment, read.fulfilment, read.holds.length]).toEqual([payment, fulfilment, holds]);
  });

  it('goes on without a payment when it is cash on delivery, and says so', () => {
    const read = draft({ payment_method: 'cod', date_paid_gmt: null, transaction_id: '', refunds: [] }, []);
    expect(read).toMatchObject({ payment: 'paid', paidAtMs: Date.UTC(2026, 0, 2, 2) });
    expect(read.flags).toContain('payment:cod');
  });

  it('does not take off its lines what came back after it was sent', () => {
    const sent = draft({ status: 'completed', date_completed_gmt: '2026-01-02T07:00:00' });
    expect(sent.lines.map((line) => line.cancelledQuantity)).toEqual([0, 0]);
  });

  it('takes the billing address where the shop asks for one alone', () => {
    const empty = { first_name: '', last_name: '', address_1: '', city: '', postcode: '', country: '', state: '' };
    expect(draft({ shipping: empty }).recipient).toMatchObject({ name: 'Ada Lovelace', province: 'CA', country: 'US' });
  });

  it('is unreadable with half a unit or a time that does not exist', () => {
    const [line] = ORDER['line_items'] as Record<string, unknown>[];
    expect(read({ line_items: [{ ...line, quantity: 0.5 }] })).toMatchObject({ code: 'ERR_CHANNEL_ORDER_UNREADABLE' });
    expect(read({ date_modified_gmt: '2026-02-30T25:00:00' })).toMatchObject({
      code: 'ERR_CHANNEL_ORDER_UNREADABLE',
      data: { reason: 'time', field: 'date_modified_gmt' },
    });
  });
});

it('reads a refund with the lines that it takes back', () => {
  const payload = Buffer.from(JSON.stringify({ orderId: '727', currency: 'USD', refund: REFUND }));
  expect(readWooRefund(payload, { statusMap })).toEqual({
    ok: true,
    draft: {
      refundNumber: '800',
      externalNumber: '727',
      platformVersionMs: Date.UTC(2026, 0, 2, 7, 59),
      platformStatus: 'completed',
      state: 'refunded',
      kind: 'refund_only',
      amountMinor: 927,
      currency: 'USD',
      reason: 'one too many',
      requestedAtMs: Date.UTC(2026, 0, 2, 7, 59),
      lines: [{ externalLineId: '315', quantity: 1 }],
      returnTrackingNumber: '',
    },
  });
});
