import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RefundDraft } from '#main/plugins/channels/channel-connector.ts';
import { fileConnector } from '#main/plugins/channels/file/file-connector.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import { pullRefunds } from '#main/usecases/aftersales/pull-refunds.ts';
import { findOrders } from '#main/usecases/orders/find-orders.ts';
import { readOrderDetail } from '#main/usecases/orders/read-order-detail.ts';
import { connectedShop } from '#tests/support/connected-shop.ts';
import { START_MS, SYSTEM_ACT, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

describe('after-sales cases of a channel', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  let told: RefundDraft[];
  let isDown: boolean;
  let windows: { fromMs: number; toMs: number }[];
  beforeEach(() => {
    bed = openUseCaseBed();
    bed.addSku('A', 100);
    told = [];
    isDown = false;
    windows = [];
  });
  afterEach(() => bed.close());

  const refund = (change: Partial<RefundDraft> = {}): RefundDraft => ({
    refundNumber: 'R1',
    externalNumber: 'N1',
    platformVersionMs: START_MS + 1_000,
    platformStatus: 'WAIT_SELLER_AGREE',
    state: 'requested',
    kind: 'return_and_refund',
    amountMinor: 9_800,
    currency: 'CNY',
    reason: 'too small',
    requestedAtMs: START_MS,
    lines: [],
    returnTrackingNumber: '',
    ...change,
  });
  const shop = () =>
    connectedShop(
      {
        ...fileConnector,
        async *pullRefunds(_context, window) {
          windows.push(window);
          yield succeeded(
            told.map((each) => ({
              refundNumber: each.refundNumber,
              externalNumber: each.externalNumber,
              payload: new TextEncoder().encode(JSON.stringify(each)),
            })),
          );
          if (isDown)
            yield failed({
              kind: 'retry',
              code: 'ERR_CHANNEL_UNREACHABLE',
              retryAfterMs: null,
              vendorCode: null,
              vendorText: '',
            });
        },
        readRefund(payload) {
          const draft = JSON.parse(new TextDecoder().decode(payload)) as RefundDraft;
          if (draft.platformStatus === 'NEWS')
            return { ok: false, code: 'ERR_CHANNEL_STATUS_UNMAPPED', data: { status: 'NEWS' } };
          return { ok: true, draft };
        },
      },
      { clock: bed.clock },
    );
  const pull = async (...drafts: RefundDraft[]) => {
    told = drafts;
    return pullRefunds(bed.context, SYSTEM_ACT, shop(), new AbortController().signal);
  };
  const detail = (number: string) => readOrderDetail(bed.context.read, bed.order(number)?.id ?? '');

  it('move their order, hold it while they are open, and are found by their numbers', async () => {
    bed.intake([paidDraft('N1', 'A', 1)]);
    await pull(refund({ returnTrackingNumber: 'SF123' }));
    expect(detail('N1')).toMatchObject({
      afterSales: 'requested',
      holdDetails: [{ kind: 'refund' }],
      cases: [{ refundNumber: 'R1', amountMinor: 9_800, state: 'requested' }],
    });
    for (const number of ['R1', 'SF123'])
      expect(findOrders(bed.context.read, number).map((match) => match.order.displayNumber)).toEqual(['N1']);
    await pull(refund({ state: 'closed', platformStatus: 'CLOSED', platformVersionMs: START_MS + 2_000 }));
    expect(detail('N1')).toMatchObject({ afterSales: 'closed', holdDetails: [] });
    expect(bed.eventTypes(bed.order('N1')?.id ?? '')).toEqual(
      expect.arrayContaining(['order.refund_requested', 'order.refund_closed']),
    );
  });

  it('are never put back by an older version, nor told twice', async () => {
    bed.intake([paidDraft('N1', 'A', 1)]);
    await pull(refund({ state: 'refunded', platformStatus: 'SUCCESS', platformVersionMs: START_MS + 5_000 }));
    const events = bed.eventTypes(bed.order('N1')?.id ?? '');
    await pull(refund(), refund({ state: 'refunded', platformStatus: 'SUCCESS', platformVersionMs: START_MS + 5_000 }));
    expect(detail('N1')).toMatchObject({ afterSales: 'refunded', cases: [{ platformStatus: 'SUCCESS' }] });
    expect(bed.eventTypes(bed.order('N1')?.id ?? '')).toEqual(events);
  });

  it.each([
    ['before the case', true],
    ['after the case', false],
  ])('let the rest of an order go on when a part was refunded, the order known %s', async (_when, isFirst) => {
    const order = paidDraft('N1', 'A', 2, { payment: 'partially_refunded' });
    const [line] = order.lines;
    if (!line) throw new Error('no line');
    const partly = { ...order, lines: [{ ...line, paidMinor: 9_800, cancelledQuantity: 1 }] };
    const part = refund({ state: 'refunded', platformStatus: 'SUCCESS', amountMinor: 4_900 });
    if (isFirst) bed.intake([partly]);
    await pull(part);
    if (!isFirst) bed.intake([partly]);
    expect(detail('N1')).toMatchObject({ afterSales: 'closed', status: 'ready_to_pack', holdDetails: [] });
    await pull(part, refund({ refundNumber: 'R2', state: 'refunded', platformStatus: 'SUCCESS', amountMinor: 4_900 }));
    expect(detail('N1')).toMatchObject({ afterSales: 'refunded', status: 'refunding' });
  });

  it('stay with their order when the platform describes it anew without them', async () => {
    bed.intake([paidDraft('N1', 'A', 1)]);
    await pull(refund());
    bed.intake([paidDraft('N1', 'A', 1, { buyerNote: 'news', platformVersionMs: START_MS + 9_000 })]);
    expect(detail('N1')).toMatchObject({ afterSales: 'requested', holdDetails: [{ kind: 'refund' }] });
  });

  it('that come before their order fetch it and wait for it', async () => {
    await pull(refund());
    expect(
      bed.context.read
        .pluck("SELECT json_extract(payload_json, '$.externalNumber') FROM jobs WHERE topic = 'shop.fetch-order'")
        .all(),
    ).toEqual(['N1']);
    bed.intake([paidDraft('N1', 'A', 1)]);
    expect(detail('N1')).toMatchObject({ afterSales: 'requested', holdDetails: [{ kind: 'refund' }] });
    expect(findOrders(bed.context.read, 'R1')).toHaveLength(1);
  });

  it('that cannot be read are parked, and never make an overlapping poll of their order count as news', async () => {
    bed.intake([paidDraft('N1', 'A', 1)]);
    expect(await pull(refund(), refund({ refundNumber: 'R2', platformStatus: 'NEWS' }))).toMatchObject({
      applied: 1,
      parked: 1,
    });
    const events = bed.eventTypes(bed.order('N1')?.id ?? '');
    const sameOrder = { ...paidDraft('N1', 'A', 1), requestId: 'another envelope' };
    bed.intake([sameOrder]);
    expect(bed.eventTypes(bed.order('N1')?.id ?? '')).toEqual(events);
  });

  it('are read from a place of their own, which moves only past a window that was read without a failure', async () => {
    const pullAll = async () => {
      windows = [];
      while ((await pull()).more);
    };
    await pullAll();
    bed.clock.atMs += 300_000;
    isDown = true;
    await pullAll();
    bed.clock.atMs += 300_000;
    isDown = false;
    await pullAll();
    expect(windows).toEqual([{ fromMs: START_MS - 600_000, toMs: START_MS + 600_000 }]);
  });
});
