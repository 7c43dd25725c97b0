import { afterEach, beforeEach, expect, it } from 'vitest';
import { stockJobs } from '#main/app/stock-jobs.ts';
import type { JobOutcome } from '#main/app/jobs.ts';
import type { SlowReads } from '#main/db/queries/named-query.ts';
import type { Act } from '#main/usecases/actor.ts';
import { adjustStock } from '#main/usecases/stock/manage-stock.ts';
import { openUseCaseBed, paidDraft, SYSTEM_ACT } from '#tests/support/use-case-bed.ts';

const ORDERS = 60;
const OPERATOR: Act = { actor: { kind: 'operator', id: 'op-1', name: 'Bo' }, source: 'window:s1', traceId: 'shelf' };

let bed: ReturnType<typeof openUseCaseBed>;
let skuId: string;
beforeEach(() => {
  bed = openUseCaseBed();
  bed.context.db.transaction((tx) =>
    tx
      .prepare<[]>(
        "INSERT INTO operators (id, name, role, failed_count, active, created_at_ms) VALUES ('op-1', 'Bo', 'lead', 0, 1, 0)",
      )
      .run(),
  );
  skuId = bed.addSku('TEA', 0);
  bed.intake(Array.from({ length: ORDERS }, (_, index) => paidDraft(`T${index}`, 'TEA', 1)));
});
afterEach(() => bed.close());

const adjust = (onHand: number) => adjustStock(bed.context, OPERATOR, 'w1', { skuId, onHand, reason: 'delivery' });
const reserved = () => bed.level(skuId)?.reserved;
const queued = () =>
  bed.context.read
    .pluck<[], string>("SELECT payload_json FROM jobs WHERE topic = 'stock.serve-waiting' ORDER BY id")
    .all();

function serve(signal: AbortSignal): Promise<JobOutcome> {
  const reads: SlowReads = { run: async (query, input) => query.run(bed.context.read, input) };
  const [job] = stockJobs(bed.context, reads);
  if (!job) throw new Error('no job');
  const info = { id: 'j', key: 'k', attempt: 1, wasInterrupted: false, createdAtMs: 0, orderId: null, shopId: null };
  return job.execute(
    { signal, traceId: 'run', progress() {} },
    JSON.parse(queued()[0] ?? 'null'),
    info as Parameters<typeof job.execute>[2],
  );
}

/** What was reserved at each turn of the loop while the work went on. */
async function turnsOf(work: Promise<unknown>): Promise<Set<number | undefined>> {
  const seen = new Set<number | undefined>();
  let isOver = false;
  const look = (): void => {
    seen.add(reserved());
    if (!isOver) setImmediate(look);
  };
  look();
  await work;
  isOver = true;
  return seen;
}

it('goods that came in serve the orders that wait in a job, a few at a time', async () => {
  expect(adjust(ORDERS - 10)).toMatchObject({ onHand: ORDERS - 10, reserved: 0 });
  expect(queued()).toHaveLength(1);
  const seen = await turnsOf(serve(new AbortController().signal));
  expect(seen.size).toBeGreaterThan(3);
  expect(reserved()).toBe(ORDERS - 10);
  // Those who paid first are served first; the others wait on.
  expect(bed.order('T0')?.status).toBe('ready_to_pack');
  expect(bed.order(`T${ORDERS - 1}`)?.fulfilment).toBe('received');
});

it('a stopped job is run again and serves the rest, once each', async () => {
  adjust(ORDERS);
  const stop = new AbortController();
  const first = serve(stop.signal);
  setImmediate(() => stop.abort());
  expect(await first).toEqual({ kind: 'retry', code: 'ERR_HOST_BACKEND_STOPPED' });
  expect(reserved()).toBeLessThan(ORDERS);
  expect(await serve(new AbortController().signal)).toEqual({ kind: 'done' });
  expect(bed.level(skuId)).toEqual({ on_hand: ORDERS, reserved: ORDERS });
});

it('the timeline of a served order names who brought the goods, and the trace of that act', async () => {
  adjust(1);
  await serve(new AbortController().signal);
  const events = bed.context.read
    .prepare<[string], { actor_id: string; source: string; trace_id: string }>(
      "SELECT actor_id, source, trace_id FROM order_events WHERE order_id = ? AND source LIKE 'job:%'",
    )
    .all(bed.order('T0')?.id ?? '');
  expect(events.length).toBeGreaterThan(0);
  for (const event of events)
    expect(event).toEqual({ actor_id: 'Bo', source: 'job:stock.serve-waiting', trace_id: 'shelf' });
});

it('only goods that came in queue the job, whose payload holds ids and no names', () => {
  adjust(5);
  adjust(3);
  expect(queued()).toHaveLength(1);
  adjustStock(bed.context, SYSTEM_ACT, 'w1', { skuId, onHand: 4, reason: 'found' });
  expect(JSON.parse(queued()[1] ?? 'null')).toEqual({ actorKind: 'system', actorId: 'test', traceId: 'trace-1' });
});
