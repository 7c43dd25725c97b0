import type { ReadDb } from '#main/db/handles.ts';
import { countJobs } from '#main/db/repos/jobs-repo.ts';

/** What waits, for the status bar; and the zone in which windows show times. */
export interface Workload {
  /** IANA zone of the warehouse. */
  readonly zone: string;
  readonly outboxWaiting: number;
  readonly outboxParked: number;
  /** Print jobs without a final outcome. */
  readonly printOpen: number;
  readonly ordersTotal: number;
}

/** Above this the total is shown as it was a little while ago: counting a million rows takes longer than the rest of the status. */
const EXACT_BELOW = 20_000;
const KEEP_MS = 30_000;

const counted = new WeakMap<ReadDb, { readonly total: number; readonly atMs: number }>();

export function readWorkload(db: ReadDb, nowMs: number): Workload {
  const jobs = { waiting: 0, leased: 0, parked: 0, done: 0, cancelled: 0 };
  for (const { state, count } of countJobs(db)) jobs[state] += count;
  return {
    zone:
      db.prepare<[], { zone: string }>('SELECT zone FROM warehouses ORDER BY id LIMIT 1').get()?.zone ??
      'Asia/Shanghai',
    outboxWaiting: jobs.waiting + jobs.leased,
    outboxParked: jobs.parked,
    printOpen: countOpenPrints(db),
    ordersTotal: countOrders(db, nowMs),
  };
}

/** The condition is that of the partial index, word for word. */
function countOpenPrints(db: ReadDb): number {
  const open = db.prepare<[], { n: number }>(
    `SELECT COUNT(*) AS n FROM print_jobs WHERE state IN ('queued', 'sending', 'sent', 'printing', 'blocked', 'unconfirmed', 'interrupted')`,
  );
  return open.get()?.n ?? 0;
}

function countOrders(db: ReadDb, nowMs: number): number {
  const known = counted.get(db);
  if (known && known.total >= EXACT_BELOW && nowMs - known.atMs < KEEP_MS) return known.total;
  const total = db.prepare<[], { n: number }>('SELECT COUNT(*) AS n FROM orders').get()?.n ?? 0;
  counted.set(db, { total, atMs: nowMs });
  return total;
}
