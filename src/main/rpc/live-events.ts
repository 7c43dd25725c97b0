import { AsyncIteratorClass } from '@orpc/server';
import type { LiveEvent } from '#shared/contract/live-event.ts';

/** A window gets changes in bunches at most this often; the first one after a quiet time comes at once. */
export const BUNCH_MS = 50;

/** More changes than this of one topic in a bunch become one event without id: "refetch the topic". */
export const MAX_IDS_PER_TOPIC = 16;

/** Scans are acts of a person, not states: each one counts, so they are never merged, only bounded. */
export const MAX_WAITING_SCANS = 64;

/**
 * Tells windows what changed. Every client has its own mailbox in which newer events replace older ones of the same
 * topic and id, so a slow or hanging window costs a bounded amount of memory and catches up with the latest state.
 */
export class LiveHub {
  readonly #mailboxes = new Set<Mailbox>();

  /** Clients that listen now. */
  get size(): number {
    return this.#mailboxes.size;
  }

  publish(event: LiveEvent): void {
    for (const mailbox of this.#mailboxes) mailbox.put(event);
  }

  /** Every event from now on, until the signal aborts or the iterator is returned. */
  subscribe(signal: AbortSignal | undefined): AsyncIteratorClass<LiveEvent, void, void> {
    const mailbox = new Mailbox();
    this.#mailboxes.add(mailbox);
    const leave = (): void => {
      this.#mailboxes.delete(mailbox);
      mailbox.close();
    };
    if (signal?.aborted) leave();
    signal?.addEventListener('abort', leave, { once: true });
    return new AsyncIteratorClass(
      () => mailbox.take(),
      async () => {
        signal?.removeEventListener('abort', leave);
        leave();
      },
    );
  }
}

/** Events that wait for one client. */
class Mailbox {
  readonly #pending = new Map<string, LiveEvent>();
  readonly #idsOfTopic = new Map<LiveEvent['topic'], number>();
  readonly #outgoing: LiveEvent[] = [];
  #taker: ((result: IteratorResult<LiveEvent, void>) => void) | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #bunchedAt = Number.NEGATIVE_INFINITY;
  #closed = false;

  put(event: LiveEvent): void {
    if (this.#closed) return;
    if (event.topic === 'scan') {
      this.#outgoing.push(event);
      const scans = this.#outgoing.filter(({ topic }) => topic === 'scan');
      if (scans.length > MAX_WAITING_SCANS) this.#outgoing.splice(this.#outgoing.indexOf(scans[0] ?? event), 1);
    } else {
      this.#merge(event);
      this.#timer ??= setTimeout(() => this.#bunch(), Math.max(0, this.#bunchedAt + BUNCH_MS - performance.now()));
    }
    this.#deliver();
  }

  take(): Promise<IteratorResult<LiveEvent, void>> {
    return new Promise((resolve) => {
      this.#taker = resolve;
      this.#deliver();
    });
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#pending.clear();
    this.#outgoing.length = 0;
    this.#deliver();
  }

  #merge(event: LiveEvent): void {
    const whole = `${event.topic} `;
    if (this.#pending.has(whole)) return;
    const key = event.id === null ? whole : `${whole}${event.id}`;
    const ids = this.#pending.has(key) ? 0 : (this.#idsOfTopic.get(event.topic) ?? 0) + 1;
    if (ids > MAX_IDS_PER_TOPIC || key === whole) {
      for (const other of this.#pending.keys()) if (other.startsWith(whole)) this.#pending.delete(other);
      this.#pending.set(whole, { topic: event.topic, id: null, data: event.id === null ? event.data : null });
      return;
    }
    if (ids > 0) this.#idsOfTopic.set(event.topic, ids);
    this.#pending.set(key, event);
  }

  /** Moves what has gathered to the way out, unless the client has not taken the last bunch yet. */
  #bunch(): void {
    this.#timer = undefined;
    if (this.#outgoing.some(({ topic }) => topic !== 'scan')) return;
    this.#bunchedAt = performance.now();
    this.#outgoing.push(...this.#pending.values());
    this.#pending.clear();
    this.#idsOfTopic.clear();
    this.#deliver();
  }

  #deliver(): void {
    if (!this.#taker) return;
    const event = this.#outgoing.shift();
    if (!event && !this.#closed) return;
    const taker = this.#taker;
    this.#taker = null;
    taker(event ? { done: false, value: event } : { done: true, value: undefined });
    if (this.#outgoing.length === 0 && this.#pending.size > 0) {
      this.#timer ??= setTimeout(() => this.#bunch(), Math.max(0, this.#bunchedAt + BUNCH_MS - performance.now()));
    }
  }
}
