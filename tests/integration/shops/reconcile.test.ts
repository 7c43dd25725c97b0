import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileConnector } from '#main/plugins/channels/file/file-connector.ts';
import type { ChannelConnector, PaidOrder } from '#main/plugins/channels/channel-connector.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import { countOpenJobs, enqueueJob } from '#main/db/repos/jobs-repo.ts';
import { endCounts } from '#main/usecases/shops/reconcile/end-counts.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import { closeInvestigation, listInvestigations, tickStep } from '#main/usecases/shops/reconcile/investigations.ts';
import { readDayReports, readFindings, readLedgerHours } from '#main/usecases/shops/reconcile/read-ledger.ts';
import { reconcileShop } from '#main/usecases/shops/reconcile/reconcile-shop.ts';
import type { OrderDraft } from '#core/orders/order-draft.ts';
import { connectedShop } from '#tests/support/connected-shop.ts';
import { START_MS, SYSTEM_ACT, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** The bed's clock stands at a full hour; this order was paid in the hour before. */
const PAID_MS = START_MS - 30 * MINUTE_MS;
const ALL = { id: 's1', fromMs: 0, toMs: START_MS + 365 * DAY_MS };

describe('the ledger of counts', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  /** What the platform knows. */
  let platform: Map<string, OrderDraft>;
  let listing: 'with amounts' | 'without amounts';
  let isDown: boolean;
  let fetches: string[];
  beforeEach(() => {
    bed = openUseCaseBed();
    bed.addSku('A', 100);
    platform = new Map();
    listing = 'with amounts';
    isDown = false;
    fetches = [];
    bed.context.db.transaction((tx) => {
      tx.prepare('UPDATE shops SET created_at_ms = ?').run(START_MS - HOUR_MS);
    });
    readUpTo(START_MS + 365 * DAY_MS);
    bed.clock.atMs = START_MS + 20 * MINUTE_MS;
  });
  afterEach(() => bed.close());

  const down = () =>
    failed({
      kind: 'retry',
      code: 'ERR_CHANNEL_UNREACHABLE',
      retryAfterMs: null,
      vendorCode: null,
      vendorText: 'down',
    });
  const connector = (): ChannelConnector => {
    const paid = (window: { fromMs: number; toMs: number }): PaidOrder[] =>
      [...platform.values()].flatMap((draft) =>
        draft.paidAtMs !== null && draft.paidAtMs >= window.fromMs && draft.paidAtMs < window.toMs
          ? [
              {
                externalNumber: draft.externalNumber,
                paidAtMs: draft.paidAtMs,
                amountMinor: listing === 'with amounts' ? draft.totalMinor : null,
              },
            ]
          : [],
      );
    return {
      ...fileConnector,
      listPaidOrders: (_context, window) => Promise.resolve(isDown ? down() : succeeded(paid(window))),
      fetchOrder(_context, number) {
        fetches.push(number);
        const draft = platform.get(number);
        return Promise.resolve(
          succeeded(
            draft ? { externalNumber: number, payload: new TextEncoder().encode(JSON.stringify(draft)) } : null,
          ),
        );
      },
      readOrder: (payload) => ({
        ok: true,
        draft: JSON.parse(new TextDecoder().decode(payload)) as OrderDraft,
        messages: [],
      }),
    };
  };
  const shop = () => connectedShop(connector(), { clock: bed.clock });
  const days = { dayStartMs: (atMs: number) => Math.floor(atMs / DAY_MS) * DAY_MS };
  const reconcile = (signal = new AbortController().signal) =>
    reconcileShop(bed.context, days, SYSTEM_ACT, shop(), signal);
  const findings = () => readFindings(bed.context.read, ALL);
  const hourOf = (atMs: number) =>
    readLedgerHours(bed.context.read, ALL).find(
      (hour) => hour.hourStartMs <= atMs && atMs < hour.hourStartMs + HOUR_MS,
    );
  const put = (draft: OrderDraft) => platform.set(draft.externalNumber, draft);

  function readUpTo(atMs: number): void {
    bed.context.db.transaction((tx) => {
      tx.prepare(
        "INSERT INTO sync_cursors (shop_id, stream, watermark_ms) VALUES ('s1', 'orders', ?) ON CONFLICT DO UPDATE SET watermark_ms = excluded.watermark_ms",
      ).run(atMs);
    });
  }

  it.each(['with amounts', 'without amounts'] as const)(
    'fetches a paid order that nobody told of (listing %s)',
    async (kind) => {
      listing = kind;
      put(paidDraft('N1', 'A', 1, { paidAtMs: PAID_MS }));
      put(paidDraft('N2', 'A', 1, { paidAtMs: PAID_MS }));
      bed.intake([paidDraft('N2', 'A', 1, { paidAtMs: PAID_MS })]);
      expect(await reconcile()).toMatchObject({ fetched: 1, open: 0, failure: null });
      expect(bed.order('N1')).toBeDefined();
      expect(fetches).toEqual(['N1']);
      expect(hourOf(PAID_MS)).toMatchObject({
        platformCount: 2,
        localCount: 2,
        openCount: 0,
        settledCount: 1,
        platformMinor: kind === 'with amounts' ? 19_600 : null,
        localMinor: 19_600,
      });
      expect(findings()).toMatchObject([
        { kind: 'missing', externalNumber: 'N1', displayNumber: 'N1', reason: 'fetched' },
      ]);
    },
  );

  it('counts an hour again as it ages, four times in all, and then no more', async () => {
    const counted: (number | null)[] = [];
    for (const ageMs of [20 * MINUTE_MS, 4 * HOUR_MS, 25 * HOUR_MS, 73 * HOUR_MS]) {
      bed.clock.atMs = START_MS + ageMs;
      await reconcile();
      counted.push(hourOf(PAID_MS)?.nextCheckAtMs ?? null);
      expect(hourOf(PAID_MS)?.checkedAtMs).toBe(bed.clock.atMs);
    }
    expect(counted).toEqual([START_MS + 3 * HOUR_MS, START_MS + 24 * HOUR_MS, START_MS + 72 * HOUR_MS, null]);
  });

  it('waits for the polls to have read an hour to its end, and counts all the same where they fail', async () => {
    put(paidDraft('N1', 'A', 1, { paidAtMs: PAID_MS }));
    readUpTo(PAID_MS);
    await reconcile();
    expect(hourOf(PAID_MS)?.checkedAtMs).toBeNull();
    const failWith = (code: string) =>
      bed.context.db.transaction((tx) => {
        tx.prepare<[string]>("UPDATE sync_cursors SET failure_json = json_object('code', ?)").run(code);
      });
    // They go on by themselves, and single fetches would take their calls.
    failWith('ERR_CHANNEL_THROTTLED');
    await reconcile();
    expect(hourOf(PAID_MS)?.checkedAtMs).toBeNull();
    failWith('ERR_CHANNEL_AUTH');
    await reconcile();
    expect(hourOf(PAID_MS)?.localCount).toBe(1);
  });

  it('says why an order is here that the platform does not list', async () => {
    bed.intake([
      paidDraft('GONE', 'A', 1, { paidAtMs: PAID_MS }),
      paidDraft('LATER', 'A', 1, { paidAtMs: PAID_MS }),
      paidDraft('TEST', 'A', 1, { paidAtMs: PAID_MS, flags: ['test'] }),
      paidDraft('ODD', 'A', 1, { paidAtMs: PAID_MS }),
    ]);
    const news = { platformVersionMs: START_MS + 1 };
    put(paidDraft('LATER', 'A', 1, { paidAtMs: PAID_MS + 2 * HOUR_MS, ...news }));
    const unlisted = new Map([
      ['TEST', paidDraft('TEST', 'A', 1, { paidAtMs: PAID_MS, flags: ['test'] })],
      ['ODD', paidDraft('ODD', 'A', 1, { paidAtMs: PAID_MS })],
    ]);
    const known = connector();
    const hidden: ConnectedShop = {
      ...shop(),
      connector: {
        ...known,
        fetchOrder(context, number) {
          const draft = unlisted.get(number);
          if (!draft) return known.fetchOrder(context, number);
          const payload = new TextEncoder().encode(JSON.stringify(draft));
          return Promise.resolve(succeeded({ externalNumber: number, payload }));
        },
      },
    };
    await reconcileShop(bed.context, days, SYSTEM_ACT, hidden, new AbortController().signal);
    expect(Object.fromEntries(findings().map((each) => [each.externalNumber, each.reason]))).toEqual({
      GONE: 'gone_there',
      LATER: 'paid_elsewhen',
      TEST: 'test_order',
      ODD: 'unexplained',
    });
    expect(hourOf(PAID_MS)?.openCount).toBe(1);
  });

  it('reads an order again whose amount differs, and keeps a difference that stays', async () => {
    bed.intake([paidDraft('N1', 'A', 1, { paidAtMs: PAID_MS }), paidDraft('N2', 'A', 1, { paidAtMs: PAID_MS })]);
    put(paidDraft('N1', 'A', 1, { paidAtMs: PAID_MS, totalMinor: 9_000, platformVersionMs: START_MS + 1 }));
    put(paidDraft('N2', 'A', 1, { paidAtMs: PAID_MS, totalMinor: 8_000, platformVersionMs: START_MS - 1 }));
    await reconcile();
    expect(findings().map((each) => [each.externalNumber, each.reason])).toEqual([
      ['N2', 'amount_differs'],
      ['N1', 'amount_corrected'],
    ]);
  });

  it('looks again for what the platform lists and does not show, until it is here', async () => {
    const draft = paidDraft('N1', 'A', 1, { paidAtMs: PAID_MS });
    put(draft);
    const blind: ConnectedShop = {
      ...shop(),
      connector: { ...connector(), fetchOrder: () => Promise.resolve(succeeded(null)) },
    };
    await reconcileShop(bed.context, days, SYSTEM_ACT, blind, new AbortController().signal);
    expect(findings()).toMatchObject([{ reason: 'not_visible', settledAtMs: null }]);
    expect(hourOf(PAID_MS)?.nextCheckAtMs).toBe(bed.clock.atMs + HOUR_MS);
    bed.clock.atMs += HOUR_MS;
    await reconcile();
    expect(findings()).toMatchObject([{ reason: 'fetched', settledAtMs: bed.clock.atMs }]);
  });

  it('forgets no missed order when it is stopped between finding and counting', async () => {
    put(paidDraft('N1', 'A', 1, { paidAtMs: PAID_MS }));
    put(paidDraft('N2', 'A', 1, { paidAtMs: PAID_MS }));
    const stop = new AbortController();
    const stopped: ConnectedShop = {
      ...shop(),
      connector: {
        ...connector(),
        fetchOrder(context, number) {
          stop.abort();
          return connector().fetchOrder(context, number);
        },
      },
    };
    await reconcileShop(bed.context, days, SYSTEM_ACT, stopped, stop.signal);
    expect(hourOf(PAID_MS)?.checkedAtMs).toBeNull();
    // What a poll brings meanwhile was missed all the same.
    bed.intake([...platform.values()]);
    await reconcile();
    expect(findings().map((each) => each.reason)).toEqual(['fetched', 'fetched']);
    expect(readDayReports(bed.context.read, ALL).at(-1)).toMatchObject({ missedCount: 2, openCount: 0 });
  });

  it('leaves an hour due that could not be counted, with the reason', async () => {
    isDown = true;
    expect((await reconcile()).failure).toMatchObject({ code: 'ERR_CHANNEL_UNREACHABLE' });
    expect(hourOf(PAID_MS)).toMatchObject({ checkedAtMs: null, problem: { code: 'ERR_CHANNEL_UNREACHABLE' } });
    isDown = false;
    await reconcile();
    expect(hourOf(PAID_MS)).toMatchObject({ checkedAtMs: bed.clock.atMs, problem: null });
  });

  it('opens one investigation for a day that differs by more than the setting, which a person works through', async () => {
    for (let n = 0; n < 33; n += 1) {
      put(paidDraft(`N${n}`, 'A', 1, { paidAtMs: PAID_MS }));
      if (n > 0) bed.intake([paidDraft(`N${n}`, 'A', 1, { paidAtMs: PAID_MS })]);
    }
    await reconcile();
    const list = () => listInvestigations(bed.context.read, 's1');
    expect(list()).toMatchObject([{ differenceCount: 1, platformCount: 33, closedAtMs: null, steps: [] }]);
    const id = list()[0]?.id ?? '';
    expect(tickStep(bed.context, SYSTEM_ACT, { id, step: 'numbers', done: true }).steps).toMatchObject([
      { step: 'numbers', doneBy: 'test' },
    ]);
    closeInvestigation(bed.context, SYSTEM_ACT, { id, reason: 'webhook was off' });
    expect(() => tickStep(bed.context, SYSTEM_ACT, { id, step: 'push', done: true })).toThrow(
      expect.objectContaining({ code: 'ERR_CHANNEL_INVESTIGATION_CLOSED' }),
    );
    // The same difference, counted again, opens no second one; a greater one does.
    bed.clock.atMs += 4 * HOUR_MS;
    await reconcile();
    expect(list()).toHaveLength(1);
    put(paidDraft('MORE', 'A', 1, { paidAtMs: PAID_MS }));
    bed.clock.atMs += DAY_MS;
    await reconcile();
    expect(list()).toMatchObject([
      { differenceCount: 2, closedAtMs: null },
      { closedBy: 'test', closeReason: 'webhook was off' },
    ]);
  });

  it('opens one for a day of which the platform shows orders no more, although that explains them', async () => {
    put(paidDraft('N1', 'A', 1, { paidAtMs: PAID_MS }));
    bed.intake(['N1', 'GONE'].map((number) => paidDraft(number, 'A', 1, { paidAtMs: PAID_MS })));
    await reconcile();
    expect(findings()).toMatchObject([{ externalNumber: 'GONE', reason: 'gone_there' }]);
    const list = listInvestigations(bed.context.read, 's1');
    expect(list).toMatchObject([{ differenceCount: 1, platformCount: 1 }]);
    const day = () => readDayReports(bed.context.read, ALL).at(-1);
    expect(day()).toMatchObject({ openCount: 0, isInvestigated: true });
    closeInvestigation(bed.context, SYSTEM_ACT, { id: list[0]?.id ?? '', reason: 'cancelled by the platform' });
    expect(day()).toMatchObject({ isInvestigated: false });
  });

  it('opens none for a day that differs by no more', async () => {
    for (let n = 0; n < 34; n += 1) {
      put(paidDraft(`N${n}`, 'A', 1, { paidAtMs: PAID_MS }));
      if (n > 0) bed.intake([paidDraft(`N${n}`, 'A', 1, { paidAtMs: PAID_MS })]);
    }
    await reconcile();
    expect(listInvestigations(bed.context.read, 's1')).toEqual([]);
  });

  it('keeps a report per day, final once every hour of it was counted for the last time', async () => {
    put(paidDraft('N1', 'A', 1, { paidAtMs: PAID_MS }));
    await reconcile();
    const dayStartMs = days.dayStartMs(PAID_MS);
    const report = () => readDayReports(bed.context.read, ALL).find((day) => day.dayStartMs === dayStartMs);
    expect(report()).toMatchObject({ platformCount: 1, localCount: 1, platformMinor: 9_800, isFinal: false });
    bed.clock.atMs += 5 * DAY_MS;
    await reconcile();
    expect(report()).toMatchObject({ hours: 24, checkedHours: 24, platformCount: 1, missedCount: 1, isFinal: true });
  });

  it('leaves out the hours before a simulated platform began with its first orders again, and counts the later ones', async () => {
    const runningMs = START_MS + 10 * MINUTE_MS;
    bed.intake([paidDraft('GONE', 'A', 1, { paidAtMs: PAID_MS }), paidDraft('GONE2', 'A', 1, { paidAtMs: runningMs })]);
    bed.context.db.transaction((tx) =>
      enqueueJob(tx, bed.context, {
        topic: 'shop.fetch-order',
        key: 'f',
        payload: { shopId: 's1', externalNumber: 'X' },
      }),
    );
    endCounts(bed.context, 's1');
    expect(countOpenJobs(bed.context.read)).toEqual({ waiting: 0, parked: 0 });
    bed.clock.atMs = START_MS + 2 * HOUR_MS + 20 * MINUTE_MS;
    await reconcile();
    expect(findings()).toEqual([]);
    expect(hourOf(runningMs)).toMatchObject({ checkedAtMs: null, nextCheckAtMs: null });
    expect(hourOf(START_MS + 90 * MINUTE_MS)?.checkedAtMs).toBe(bed.clock.atMs);
    expect(readDayReports(bed.context.read, ALL)).toMatchObject([{ hours: 1, checkedHours: 1, platformMinor: 0 }]);
  });
});
