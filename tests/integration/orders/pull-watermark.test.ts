import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileConnector } from '#main/plugins/channels/file/file-connector.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import { listShops } from '#main/usecases/shops/manage-shops.ts';
import { pullShop } from '#main/usecases/shops/pull-shop.ts';
import { connectedShop } from '#tests/support/connected-shop.ts';
import { SYSTEM_ACT, START_MS, openUseCaseBed } from '#tests/support/use-case-bed.ts';

const MINUTE_MS = 60_000;
const THROTTLED: PluginFailure = {
  kind: 'retry',
  code: 'ERR_CHANNEL_THROTTLED',
  vendorCode: 'THROTTLED',
  vendorText: '',
  retryAfterMs: null,
};
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The platform keeps its own time; this PC's clock may be anywhere. */
describe('the place up to which a shop was read', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  let windows: { fromMs: number; toMs: number }[];
  /** So many minutes of its window a pull reads before the platform has enough of it; null: all of it. */
  let readsMinutes: number | null;
  beforeEach(() => {
    bed = openUseCaseBed();
    windows = [];
    readsMinutes = null;
  });
  afterEach(() => bed.close());

  const shop = () =>
    connectedShop(
      {
        ...fileConnector,
        async *pullChanges(_context, window) {
          windows.push(window);
          const readMs = readsMinutes === null ? Infinity : readsMinutes * MINUTE_MS;
          const readUntilMs = Math.min(window.fromMs + readMs, window.toMs);
          if (readMs > 0) yield succeeded({ messages: [], page: 1, of: null, readUntilMs });
          if (readUntilMs < window.toMs) yield failed(THROTTLED);
        },
      },
      { clock: bed.clock },
    );
  /** Polls until nothing is left to read, as the job does. @returns the time covered */
  async function pullAll(): Promise<{ fromMs: number; toMs: number; polls: number }> {
    windows = [];
    while ((await pullShop(bed.context, SYSTEM_ACT, shop(), new AbortController().signal)).more);
    return { fromMs: windows[0]?.fromMs ?? 0, toMs: windows.at(-1)?.toMs ?? 0, polls: windows.length };
  }

  it('moves on by each poll, a little overlapping', async () => {
    await pullAll();
    bed.clock.atMs += 5 * MINUTE_MS;
    expect(await pullAll()).toEqual({
      fromMs: START_MS - 10 * MINUTE_MS,
      toMs: START_MS + 5 * MINUTE_MS,
      polls: 1,
    });
  });

  it('is not believed when the clock that set it was fast: the last week is read again, once', async () => {
    bed.clock.atMs = START_MS + 2 * DAY_MS;
    await pullAll();
    bed.clock.atMs = START_MS;
    const again = await pullAll();
    expect(again.fromMs).toBe(START_MS - 7 * DAY_MS);
    expect(again.toMs).toBe(START_MS);
    bed.clock.atMs += 5 * MINUTE_MS;
    expect((await pullAll()).polls).toBe(1);
  });

  it('is at most three months back when the clock that set it had lost its time', async () => {
    bed.clock.atMs = Date.UTC(2000, 0, 1);
    await pullAll();
    bed.clock.atMs = START_MS;
    const again = await pullAll();
    expect(again.fromMs).toBe(START_MS - 90 * DAY_MS - 10 * MINUTE_MS);
    expect(again.polls).toBeLessThan(95);
  });

  it('is reached in the end by pulls that fail halfway: each goes on with the rest of the window', async () => {
    await pullAll();
    const beganMs = bed.clock.atMs + 30 * MINUTE_MS;
    bed.clock.atMs = beganMs;
    readsMinutes = 15;
    windows = [];
    for (let pull = 0; pull < 3; pull += 1) {
      await pullShop(bed.context, SYSTEM_ACT, shop(), new AbortController().signal);
      bed.clock.atMs += MINUTE_MS;
    }
    const firstMs = START_MS - 10 * MINUTE_MS;
    expect(windows).toEqual([
      { fromMs: firstMs, toMs: beganMs },
      { fromMs: firstMs + 15 * MINUTE_MS, toMs: beganMs },
      { fromMs: firstMs + 30 * MINUTE_MS, toMs: beganMs },
    ]);
    // What the platform shows late is met again: the next window overlaps the time when this one was begun.
    readsMinutes = null;
    expect(await pullAll()).toEqual({ fromMs: beganMs - 10 * MINUTE_MS, toMs: bed.clock.atMs, polls: 1 });
  });

  it('is shown to move by each pull that gets on, and only those that get nowhere count as failed', async () => {
    const shown = () => listShops(bed.context.read, { findChannel: () => fileConnector })[0]?.watermarkMs;
    const failures = () => bed.context.read.pluck<[], number>('SELECT failures FROM pull_streaks').get() ?? 0;
    const pull = () => pullShop(bed.context, SYSTEM_ACT, shop(), new AbortController().signal);
    await pullAll();
    bed.clock.atMs += 30 * MINUTE_MS;
    readsMinutes = 0;
    await pull();
    await pull();
    expect({ shown: shown(), failures: failures() }).toEqual({ shown: START_MS, failures: 2 });
    readsMinutes = 15;
    await pull();
    expect({ shown: shown(), failures: failures() }).toEqual({ shown: START_MS + 5 * MINUTE_MS, failures: 0 });
  });

  it('moves while a pull takes long, and a process that dies over it goes on there', async () => {
    const shown = () => listShops(bed.context.read, { findChannel: () => fileConnector })[0]?.watermarkMs;
    await pullAll();
    const beganMs = (bed.clock.atMs += 30 * MINUTE_MS);
    const firstMs = START_MS - 10 * MINUTE_MS;
    const slow = connectedShop(
      {
        ...fileConnector,
        async *pullChanges() {
          for (let page = 1; page <= 2; page += 1) {
            bed.clock.atMs += 10_000;
            yield succeeded({ messages: [], page, of: null, readUntilMs: firstMs + page * 15 * MINUTE_MS });
          }
          throw new Error('killed');
        },
      },
      { clock: bed.clock },
    );
    await expect(pullShop(bed.context, SYSTEM_ACT, slow, new AbortController().signal)).rejects.toThrow('killed');
    // The next page is asked for while one is being stored, so that the last one may not have been noted yet.
    const reachedMs = shown() ?? 0;
    expect([15, 30].map((minutes) => firstMs + minutes * MINUTE_MS)).toContain(reachedMs);
    windows = [];
    await pullShop(bed.context, SYSTEM_ACT, shop(), new AbortController().signal);
    expect(windows).toEqual([{ fromMs: reachedMs, toMs: beganMs }]);
  });

  it('is passed at one go after pulls that read nothing at all', async () => {
    await pullAll();
    bed.clock.atMs += 30 * MINUTE_MS;
    readsMinutes = 0;
    await pullShop(bed.context, SYSTEM_ACT, shop(), new AbortController().signal);
    bed.clock.atMs += MINUTE_MS;
    readsMinutes = null;
    expect(await pullAll()).toEqual({ fromMs: START_MS - 10 * MINUTE_MS, toMs: bed.clock.atMs, polls: 1 });
  });

  it('is left where it was by the rest of a window whose end lies ahead of a clock that was set back', async () => {
    await pullAll();
    bed.clock.atMs = START_MS + 2 * DAY_MS;
    readsMinutes = 15;
    await pullShop(bed.context, SYSTEM_ACT, shop(), new AbortController().signal);
    bed.clock.atMs = START_MS + MINUTE_MS;
    readsMinutes = null;
    expect(await pullAll()).toEqual({ fromMs: START_MS - 10 * MINUTE_MS, toMs: START_MS + MINUTE_MS, polls: 1 });
  });
});
