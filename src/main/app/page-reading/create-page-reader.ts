import { Worker } from 'node:worker_threads';
import { inBatches } from '#shared/model/in-batches.ts';
import { joinBytes, splitBytes } from '#main/app/page-reading/page-reading-messages.ts';
import type { PageReply, PageRequest } from '#main/app/page-reading/page-reading-messages.ts';
import type { Timers } from '#main/lib/timers.ts';
import type { PageReader, PageScope, ReadPayload } from '#main/usecases/orders/page-reader.ts';
import type { UseCaseLog } from '#main/usecases/use-case-context.ts';

/** Fewer orders are read sooner than a thread has got them. */
const FEWEST_BESIDE = 16;
/** So many are answered at once: to take over a whole page would keep a scan waiting. */
const PIECE = 32;
/** A rush is over when no page came for so long; the thread's memory is given back. */
const IDLE_MS = 15_000;

/** What a page is read into is garbage soon after: with little room, the collector would look at most of it before that. */
const YOUNG_OBJECTS = { maxYoungGenerationSizeMb: 12 };

/**
 * Reads pages of orders in a thread of its own, which lives as long as pages come. Reading has no effects: a page over which the thread
 * died is read once more by whoever asked, where it can do no more than be parked.
 */
export function createPageReader(timers: Timers, log: UseCaseLog): PageReader & { close(): Promise<void> } {
  const debts = new Map<number, (reply: PageReply | null) => void>();
  let worker: Worker | null = null;
  let stopWaiting = (): void => {};
  let nextId = 1;

  function start(): Worker {
    // Written literally: the build replaces this by the bundled file beside it.
    const started = new Worker(new URL('./page-reading-worker.ts', import.meta.url), {
      name: 'page-reading',
      resourceLimits: YOUNG_OBJECTS,
    });
    started.on('message', (reply: PageReply) => settle(reply.id, reply));
    started.on('error', (error) => lose(started, error));
    started.on('exit', () => lose(started, null));
    return started;
  }

  function settle(id: number, reply: PageReply | null): void {
    const debt = debts.get(id);
    debts.delete(id);
    if (debts.size === 0) {
      worker?.unref();
      stopWaiting();
      stopWaiting = timers.after(IDLE_MS, () => void end());
    }
    debt?.(reply);
  }

  function forgive(): void {
    for (const settled of debts.values()) settled(null);
    debts.clear();
  }

  function lose(dead: Worker, error: unknown): void {
    if (worker !== dead) return;
    worker = null;
    log.warn({ error }, 'the thread that reads pages of orders has ended');
    forgive();
  }

  async function end(): Promise<void> {
    stopWaiting();
    const ending = worker;
    worker = null;
    forgive();
    await ending?.terminate();
  }

  function ask(scope: PageScope, payloads: readonly Uint8Array[]): Promise<PageReply | null> {
    return new Promise((settled) => {
      const id = nextId;
      nextId += 1;
      stopWaiting();
      debts.set(id, settled);
      const request: PageRequest = { id, scope, payloads: joinBytes(payloads) };
      worker ??= start();
      worker.ref();
      worker.postMessage(request, [request.payloads.bytes.buffer]);
    });
  }

  return {
    async read(scope, payloads) {
      if (payloads.length < FEWEST_BESIDE) return null;
      const replies = await Promise.all(inBatches(payloads, PIECE).map((piece) => ask(scope, piece)));
      const read: ReadPayload[] = [];
      for (const reply of replies) {
        if (!reply) return null;
        if ('fault' in reply) {
          log.warn({ fault: reply.fault }, 'a page of orders could not be read in its thread');
          return null;
        }
        read.push(...payloadsOf(reply));
      }
      return read;
    },
    close: end,
  };
}

function payloadsOf({ readings, digests, packed }: Exclude<PageReply, { fault: string }>): ReadPayload[] {
  const parts = splitBytes(packed);
  return readings.map((reading, index) => ({
    reading,
    sha256: digests[index] ?? '',
    packed: parts[index] ?? new Uint8Array(),
  }));
}
