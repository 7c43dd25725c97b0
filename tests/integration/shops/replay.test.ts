import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileConnector } from '#main/plugins/channels/file/file-connector.ts';
import type { StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { succeeded } from '#main/plugins/plugin-result.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import {
  listReplayedOrders,
  listReplays,
  startReplay,
  stopReplay,
} from '#main/usecases/shops/replay/manage-replays.ts';
import { runReplay } from '#main/usecases/shops/replay/run-replay.ts';
import type { OrderDraft } from '#core/orders/order-draft.ts';
import { checkCompleteness } from '#main/usecases/shops/check-completeness.ts';
import { connectedShop } from '#tests/support/connected-shop.ts';
import { START_MS, SYSTEM_ACT, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

const HOUR_MS = 3_600_000;

describe('reading a window once more', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  /** Since when the platform shows orders. */
  let shownSinceMs: number | null;
  /** What the platform shows; each page is one order. */
  let history: OrderDraft[];
  /** What today's tables make of a stored message; yesterday's are those of the bed. */
  let learned: (draft: OrderDraft) => OrderDraft;
  let onPage: () => void;
  let asked: { fromMs: number; toMs: number }[];
  beforeEach(() => {
    bed = openUseCaseBed();
    bed.addSku('A', 100);
    history = [];
    asked = [];
    shownSinceMs = null;
    learned = (draft) => draft;
    onPage = () => {};
  });
  afterEach(() => bed.close());

  const NO_MAP: readonly StatusMapRow[] = [];
  const shop = () =>
    connectedShop(
      {
        ...fileConnector,
        shownSince: () => Promise.resolve(succeeded(shownSinceMs)),
        async *pullChanges(_context, window) {
          asked.push(window);
          for (const draft of history) {
            if (draft.platformVersionMs < window.fromMs || draft.platformVersionMs >= window.toMs) continue;
            onPage();
            const payload = new TextEncoder().encode(JSON.stringify(draft));
            yield succeeded({ messages: [{ externalNumber: draft.externalNumber, payload }], page: 1, of: null });
          }
        },
        readOrder(payload) {
          const text = new TextDecoder().decode(payload);
          if (text.includes('UNREADABLE')) return { ok: false, code: 'ERR_CHANNEL_ORDER_UNREADABLE', data: {} };
          return { ok: true, draft: learned(JSON.parse(text) as OrderDraft), messages: [] };
        },
      },
      { clock: bed.clock },
      { statusMap: NO_MAP },
    );
  const WINDOW = { id: 's1', fromMs: START_MS - 72 * HOUR_MS, toMs: START_MS + HOUR_MS };
  const start = (source: 'messages' | 'history', isDry: boolean) =>
    startReplay(bed.context, SYSTEM_ACT, { ...WINDOW, source, isDry }).id;
  const run = (id: string, signal = new AbortController().signal) => runReplay(bed.context, shop, id, signal);
  const view = (id: string) => listReplays(bed.context.read, 's1').find((replay) => replay.id === id);
  const noteOf = (number: string) =>
    bed.context.read
      .prepare<[string], { buyer_note: string }>('SELECT buyer_note FROM orders WHERE external_number = ?')
      .get(number)?.buyer_note;

  it('tells field by field what stored messages would change, and changes nothing', async () => {
    bed.intake([paidDraft('N1', 'A', 1), paidDraft('N2', 'A', 1)]);
    learned = (draft) => (draft.externalNumber === 'N1' ? { ...draft, buyerNote: 'in blue paper' } : draft);
    const before = bed.eventTypes(bed.order('N1')?.id ?? '');
    const id = start('messages', true);
    await run(id);
    expect(view(id)).toMatchObject({ state: 'done', counts: { changed: 1, same: 1, created: 0 } });
    expect(listReplayedOrders(bed.context.read, id)).toMatchObject([
      {
        externalNumber: 'N1',
        outcome: 'changed',
        changes: [{ field: 'buyer_note', before: '', after: 'in blue paper' }],
      },
    ]);
    expect(noteOf('N1')).toBe('');
    expect(bed.eventTypes(bed.order('N1')?.id ?? '')).toEqual(before);
    expect(bed.level('sku-A')).toMatchObject({ reserved: 2 });
  });

  it('applies what it told, and leaves the timeline of the others alone', async () => {
    bed.intake([paidDraft('N1', 'A', 1), paidDraft('N2', 'A', 1)]);
    const quiet = bed.eventTypes(bed.order('N2')?.id ?? '');
    learned = (draft) => (draft.externalNumber === 'N1' ? { ...draft, buyerNote: 'in blue paper' } : draft);
    const id = start('messages', false);
    await run(id);
    expect(noteOf('N1')).toBe('in blue paper');
    expect(bed.eventTypes(bed.order('N2')?.id ?? '')).toEqual(quiet);
    const again = start('messages', true);
    await run(again);
    expect(view(again)?.counts).toMatchObject({ changed: 0, same: 2 });
  });

  it('says of a dry run that its window was applied since, unless that was stopped or was another one', async () => {
    bed.intake([paidDraft('N1', 'A', 1)]);
    const dry = start('messages', true);
    await run(dry);
    await run(start('history', false));
    startReplay(bed.context, SYSTEM_ACT, { ...WINDOW, toMs: WINDOW.toMs + 1, source: 'messages', isDry: false });
    stopReplay(bed.context, SYSTEM_ACT, start('messages', false));
    expect(view(dry)?.isApplied).toBe(false);
    const applied = start('messages', false);
    expect(view(dry)?.isApplied).toBe(true);
    await run(applied);
    expect([view(dry)?.isApplied, view(applied)?.isApplied]).toEqual([true, false]);
    const later = start('messages', true);
    await run(later);
    expect(view(later)?.isApplied).toBe(false);
  });

  it('tells of a recipient only that it changes', async () => {
    bed.intake([paidDraft('N1', 'A', 1)]);
    learned = (draft) => ({ ...draft, recipient: { ...draft.recipient, name: '李娜' } });
    const id = start('messages', true);
    await run(id);
    const [order] = listReplayedOrders(bed.context.read, id);
    expect(order?.changes).toContainEqual({ field: 'recipient', before: null, after: null });
    expect(JSON.stringify(bed.context.read.prepare('SELECT * FROM replay_orders').all())).not.toMatch(/李娜|张伟/);
  });

  it('never puts an older state of an order over a newer one', async () => {
    bed.intake([paidDraft('N1', 'A', 1, { buyerNote: 'old' })]);
    bed.intake([paidDraft('N1', 'A', 1, { buyerNote: 'new', platformVersionMs: START_MS + 1 })]);
    const id = start('messages', false);
    await run(id);
    expect(noteOf('N1')).toBe('new');
    expect(view(id)?.counts).toMatchObject({ changed: 0 });
  });

  it('reads a parked message with what was learned since', async () => {
    bed.intake([paidDraft('UNREADABLE', 'A', 1)]);
    const parked = () => bed.context.read.pluck("SELECT COUNT(*) FROM raw_messages WHERE state = 'parked'").get();
    expect(parked()).toBe(1);
    const readable: ConnectedShop = {
      ...shop(),
      connector: {
        ...shop().connector,
        readOrder: (payload) => ({
          ok: true,
          draft: JSON.parse(new TextDecoder().decode(payload)) as OrderDraft,
          messages: [],
        }),
      },
    };
    const id = start('messages', false);
    await runReplay(bed.context, () => readable, id, new AbortController().signal);
    expect(bed.order('UNREADABLE')).toBeDefined();
    expect(parked()).toBe(0);
  });

  it('finds in the history of the platform what never came, dry first', async () => {
    history = [paidDraft('N1', 'A', 1), paidDraft('N2', 'A', 1, { platformVersionMs: START_MS - 50 * HOUR_MS })];
    const dry = start('history', true);
    await run(dry);
    expect(view(dry)?.counts).toMatchObject({ created: 2 });
    expect(bed.order('N1')).toBeUndefined();
    const id = start('history', false);
    await run(id);
    expect(bed.order('N1')).toBeDefined();
    expect(bed.order('N2')).toBeDefined();
  });

  it('says of a part that the platform does not show that it was not read, also when it is through', async () => {
    history = [paidDraft('N1', 'A', 1)];
    shownSinceMs = START_MS - 20 * HOUR_MS;
    const id = start('history', true);
    await run(id);
    expect(Math.min(...asked.map(({ fromMs }) => fromMs))).toBe(shownSinceMs);
    expect(view(id)).toMatchObject({
      state: 'done',
      counts: { created: 1 },
      problem: {
        code: 'ERR_CHANNEL_HISTORY_HIDDEN',
        data: { until: expect.stringMatching(/^2\d{3}-\d\d-\d\d \d\d:\d\d UTC$/) },
      },
    });
    shownSinceMs = WINDOW.toMs + HOUR_MS;
    asked = [];
    const older = start('history', true);
    await run(older);
    expect(asked).toEqual([]);
    expect(view(older)).toMatchObject({ state: 'done', problem: { code: 'ERR_CHANNEL_HISTORY_HIDDEN' } });
  });

  it('says nothing of the sort where the platform shows all of it, nor of stored messages', async () => {
    bed.intake([paidDraft('N1', 'A', 1)]);
    shownSinceMs = WINDOW.fromMs;
    const shown = start('history', true);
    await run(shown);
    shownSinceMs = START_MS;
    const messages = start('messages', true);
    await run(messages);
    expect([view(shown), view(messages)].map((replay) => [replay?.state, replay?.problem])).toEqual([
      ['done', null],
      ['done', null],
    ]);
  });

  it('counts no hours that the platform does not show, and says so', async () => {
    shownSinceMs = START_MS;
    const signal = new AbortController().signal;
    expect(await checkCompleteness(bed.context, shop(), WINDOW, signal)).toMatchObject({
      hours: [],
      problem: { code: 'ERR_CHANNEL_HISTORY_HIDDEN' },
    });
  });

  it('goes on where it was cut short, and counts nothing twice', async () => {
    history = [0, 10, 20, 30].map((hours) =>
      paidDraft(`N${hours}`, 'A', 1, { platformVersionMs: START_MS - hours * HOUR_MS }),
    );
    const id = start('history', false);
    let pages = 0;
    onPage = () => {
      pages += 1;
      if (pages === 2) throw new Error('power cut');
    };
    await expect(run(id)).rejects.toThrow('power cut');
    expect(view(id)).toMatchObject({ state: 'running', counts: { created: 1 } });
    onPage = () => {};
    await run(id);
    expect(view(id)).toMatchObject({ state: 'done', counts: { created: 4, changed: 0 } });
  });

  it('stops when a person says so, and keeps what it applied', async () => {
    history = [0, 10, 20].map((hours) =>
      paidDraft(`N${hours}`, 'A', 1, { platformVersionMs: START_MS - hours * HOUR_MS }),
    );
    const id = start('history', false);
    let pages = 0;
    onPage = () => {
      pages += 1;
      if (pages === 2) stopReplay(bed.context, SYSTEM_ACT, id);
    };
    await run(id);
    expect(view(id)).toMatchObject({ state: 'stopped', counts: { created: 1 } });
    expect(bed.order('N20')).toBeDefined();
    expect(bed.order('N0')).toBeUndefined();
  });
});
