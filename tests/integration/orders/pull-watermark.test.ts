import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileConnector } from '#main/plugins/channels/file/file-connector.ts';
import { succeeded } from '#main/plugins/plugin-result.ts';
import { pullShop } from '#main/usecases/shops/pull-shop.ts';
import { connectedShop } from '#tests/support/connected-shop.ts';
import { SYSTEM_ACT, START_MS, openUseCaseBed } from '#tests/support/use-case-bed.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The platform keeps its own time; this PC's clock may be anywhere. */
describe('the place up to which a shop was read', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  let windows: { fromMs: number; toMs: number }[];
  beforeEach(() => {
    bed = openUseCaseBed();
    windows = [];
  });
  afterEach(() => bed.close());

  const shop = () =>
    connectedShop(
      {
        ...fileConnector,
        async *pullChanges(_context, window) {
          windows.push(window);
          yield succeeded({ messages: [], page: 1, of: 1 });
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
});
