import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJobHandlers } from '#main/app/job-handlers.ts';
import { enqueueJob, findJobByKey, leaseJob, settleJob } from '#main/db/repos/jobs-repo.ts';
import { fileConnector } from '#main/plugins/channels/file/file-connector.ts';
import type { RawChannelMessage } from '#main/plugins/channels/channel-connector.ts';
import { succeeded } from '#main/plugins/plugin-result.ts';
import { listParkedMessages } from '#main/usecases/shops/parked-messages.ts';
import { pullShop } from '#main/usecases/shops/pull-shop.ts';
import type { OrderDraft } from '#core/orders/order-draft.ts';
import { notePush } from '#main/usecases/shops/tracks/note-sightings.ts';
import { connectedShop } from '#tests/support/connected-shop.ts';
import { START_MS, SYSTEM_ACT, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

const REFUSAL = 'the platform refuses to show it';

/** Platforms announce orders before their own detail calls know them. */
describe('an order that is announced before it can be read', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  /** What the platform shows: nothing at first. */
  let shown: OrderDraft | null;
  let listed: readonly RawChannelMessage[];
  let asked: number;
  beforeEach(() => {
    bed = openUseCaseBed();
    bed.addSku('SKU-1', 5);
    shown = null;
    listed = [];
    asked = 0;
  });
  afterEach(() => bed.close());

  const bytes = (text: string) => new TextEncoder().encode(text);
  const shop = () =>
    connectedShop(
      {
        ...fileConnector,
        fetchOrder() {
          asked += 1;
          return Promise.resolve(succeeded(shown && { externalNumber: 'T1', payload: bytes(JSON.stringify(shown)) }));
        },
        async *pullChanges() {
          yield succeeded({ messages: listed, page: 1, of: 1 });
        },
        readOrder: (payload) => {
          const text = new TextDecoder().decode(payload);
          return text === REFUSAL
            ? {
                ok: false,
                code: 'ERR_CHANNEL_ORDER_UNREADABLE',
                data: { reason: 'vendor_error', field: 'trade-not-exist' },
              }
            : { ok: true, draft: JSON.parse(text) as OrderDraft, messages: [] };
        },
      },
      { clock: bed.clock },
    );
  const handler = () => {
    const carriers = {
      choose: () => Promise.reject(new Error('no carrier')) as never,
      open: () => Promise.reject(new Error('no carrier')) as never,
    };
    const buyAhead = () => Promise.reject(new Error('no carrier'));
    const found = createJobHandlers({
      context: bed.context,
      openShop: shop,
      carriers,
      buyAhead,
      listenState: () => null,
    }).find((job) => job.topic === 'shop.fetch-order');
    if (!found) throw new Error('no handler');
    return found;
  };
  const look = (attempt: number) =>
    handler().execute(
      { signal: new AbortController().signal, traceId: 't', progress: () => {} },
      { shopId: 's1', externalNumber: 'T1' },
      {
        id: 'j' as never,
        key: 'k',
        attempt,
        wasInterrupted: false,
        createdAtMs: START_MS,
        orderId: null,
        shopId: 's1',
      },
    );
  const poll = () => pullShop(bed.context, SYSTEM_ACT, shop(), new AbortController().signal);

  it('is asked for again, and in the end parked with its number', async () => {
    expect(await look(1)).toEqual({ kind: 'retry', code: 'ERR_CHANNEL_ORDER_NOT_VISIBLE', data: { number: 'T1' } });
    expect(await look(12)).toEqual({ kind: 'park', code: 'ERR_CHANNEL_ORDER_NOT_VISIBLE', data: { number: 'T1' } });
  });

  it('is looked for no longer once it is here, by this track or another', async () => {
    shown = paidDraft('T1', 'SKU-1', 1);
    expect(await look(2)).toEqual({ kind: 'done' });
    expect(bed.order('T1')?.status).toBe('ready_to_pack');
    shown = null;
    expect(await look(3)).toEqual({ kind: 'done' });
  });

  it('leaves no parked search behind when a poll brings it', async () => {
    const key = 'fetch:s1:T1:m1';
    bed.context.db.transaction((tx) => {
      const { jobId } = enqueueJob(tx, bed.context, {
        topic: 'shop.fetch-order',
        key,
        payload: { shopId: 's1', externalNumber: 'T1' },
        shopId: 's1',
      });
      leaseJob(tx, jobId, 'me', START_MS);
      settleJob(
        tx,
        jobId,
        'me',
        { state: 'parked', dueAtMs: START_MS, error: { code: 'ERR_CHANNEL_ORDER_NOT_VISIBLE', data: {}, atMs: 0 } },
        START_MS,
      );
    });
    await poll();
    expect(findJobByKey(bed.context.read, key)?.state).toBe('parked');
    listed = [{ externalNumber: 'T1', payload: bytes(JSON.stringify(paidDraft('T1', 'SKU-1', 1))) }];
    await poll();
    expect(findJobByKey(bed.context.read, key)?.state).toBe('done');
  });

  it('is not asked for any more when a poll brought it minutes after its announcement, and is when it came shortly after', async () => {
    listed = [{ externalNumber: 'T1', payload: bytes(JSON.stringify(paidDraft('T1', 'SKU-1', 1))) }];
    bed.clock.atMs = START_MS + 4 * 60_000;
    await poll();
    expect(await look(1)).toEqual({ kind: 'done' });
    expect(asked).toBe(1);
    bed.clock.atMs = START_MS + 6 * 60_000;
    await poll();
    expect(await look(1)).toEqual({ kind: 'done' });
    expect(asked).toBe(1);
  });

  it('is asked for by number when a poll lists it and may not read it, once, until it is here', async () => {
    listed = [{ externalNumber: 'T1', payload: bytes(REFUSAL), isWithheld: true }];
    await poll();
    await poll();
    const searches = bed.context.read
      .pluck<[], string>("SELECT payload_json FROM jobs WHERE topic = 'shop.fetch-order'")
      .all();
    expect(searches.map((payload) => JSON.parse(payload) as unknown)).toEqual([{ shopId: 's1', externalNumber: 'T1' }]);
    expect(listParkedMessages(bed.context.read)).toHaveLength(1);
    shown = paidDraft('T1', 'SKU-1', 1);
    expect(await look(1)).toEqual({ kind: 'done' });
    expect(listParkedMessages(bed.context.read)).toEqual([]);
  });

  it.each([
    [25, 'done'],
    [3, 'waiting'],
  ])('while %d wait to be fetched: the fetch of one that a poll brings is %s', async (many, state) => {
    bed.context.db.transaction((tx) => {
      notePush(tx, 's1', START_MS);
      for (let n = 1; n <= many; n += 1)
        enqueueJob(tx, bed.context, {
          topic: 'shop.fetch-order',
          key: `fetch:s1:T${n}:m${n}`,
          payload: { shopId: 's1', externalNumber: `T${n}` },
          shopId: 's1',
        });
    });
    bed.clock.atMs = START_MS + 1_000;
    listed = [{ externalNumber: 'T1', payload: bytes(JSON.stringify(paidDraft('T1', 'SKU-1', 1))) }];
    await poll();
    const jobOf = (n: number) => findJobByKey(bed.context.read, `fetch:s1:T${n}:m${n}`);
    expect([jobOf(1)?.state, jobOf(2)?.state]).toEqual([state, 'waiting']);
    // The poll that got on is given the calls: the others fall due once it has stopped.
    expect((jobOf(2)?.due_at_ms ?? 0) > bed.clock.atMs).toBe(state === 'done');
  });
});
