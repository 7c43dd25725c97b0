import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BUNCH_MS, LiveHub, MAX_IDS_PER_TOPIC, MAX_WAITING_SCANS } from '#main/rpc/live-events.ts';
import type { LiveEvent } from '#shared/contract/live-event.ts';

const changed = (topic: LiveEvent['topic'], id: string | null, data: LiveEvent['data'] = null): LiveEvent => ({
  topic,
  id,
  data,
});

describe('LiveHub', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const asked = new WeakMap<object, Promise<IteratorResult<LiveEvent>>>();

  /** Takes events until none comes within one bunch time; the question left open is the first of the next drain. */
  async function drain(events: AsyncIterator<LiveEvent>): Promise<LiveEvent[]> {
    const taken: LiveEvent[] = [];
    for (;;) {
      const next = asked.get(events) ?? events.next();
      asked.set(events, next);
      const result = await Promise.race([next, vi.advanceTimersByTimeAsync(2 * BUNCH_MS).then(() => null)]);
      if (result === null || result.done) return taken;
      asked.delete(events);
      taken.push(result.value);
    }
  }

  it('delivers an event at once after a quiet time', async () => {
    const hub = new LiveHub();
    const events = hub.subscribe(undefined);
    hub.publish(changed('orders', 'a'));
    const next = events.next();
    await vi.advanceTimersByTimeAsync(0);
    expect(await next).toEqual({ done: false, value: changed('orders', 'a') });
  });

  it('keeps only the latest event per topic and id while a client is slow', async () => {
    const hub = new LiveHub();
    const events = hub.subscribe(undefined);
    for (let grams = 0; grams < 1000; grams += 1) hub.publish(changed('weight', 'scale', { grams }));
    expect(await drain(events)).toEqual([changed('weight', 'scale', { grams: 999 })]);
  });

  it('folds many ids of a topic into one event without id', async () => {
    const hub = new LiveHub();
    const events = hub.subscribe(undefined);
    for (let n = 0; n < 10_000; n += 1) hub.publish(changed('orders', `order-${n}`));
    hub.publish(changed('jobs', 'job-1'));
    expect(await drain(events)).toEqual([changed('orders', null), changed('jobs', 'job-1')]);
  });

  it('keeps single ids up to the limit, across bunches', async () => {
    const hub = new LiveHub();
    const events = hub.subscribe(undefined);
    for (let bunch = 0; bunch < 3; bunch += 1) {
      for (let n = 0; n < MAX_IDS_PER_TOPIC; n += 1) hub.publish(changed('orders', `${bunch}-${n}`));
      expect((await drain(events)).map(({ id }) => id)).toEqual(
        Array.from({ length: MAX_IDS_PER_TOPIC }, (_, n) => `${bunch}-${n}`),
      );
    }
  });

  it('never merges scans, and drops only the oldest beyond the bound', async () => {
    const hub = new LiveHub();
    const events = hub.subscribe(undefined);
    for (let n = 0; n < MAX_WAITING_SCANS + 5; n += 1) hub.publish(changed('scan', 'station-1', { code: String(n) }));
    const codes = (await drain(events)).map(({ data }) => data?.['code']);
    expect(codes).toEqual(Array.from({ length: MAX_WAITING_SCANS }, (_, n) => String(n + 5)));
  });

  it('sends every client its own copy', async () => {
    const hub = new LiveHub();
    const [first, second] = [hub.subscribe(undefined), hub.subscribe(undefined)];
    hub.publish(changed('orders', 'a'));
    expect(await drain(first)).toEqual(await drain(second));
  });

  it('ends a waiting client and forgets it when its signal aborts', async () => {
    const hub = new LiveHub();
    const gone = new AbortController();
    const next = hub.subscribe(gone.signal).next();
    expect(hub.size).toBe(1);
    gone.abort();
    expect((await next).done).toBe(true);
    expect(hub.size).toBe(0);
  });

  it('forgets a client that returns the iterator', async () => {
    const hub = new LiveHub();
    const events = hub.subscribe(undefined);
    await events.return();
    expect(hub.size).toBe(0);
  });
});
