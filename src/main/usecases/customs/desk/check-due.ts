import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { checkCase } from '#main/usecases/customs/desk/check-case.ts';
import type { CheckTools } from '#main/usecases/customs/desk/check-tools.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { formatInZone } from '#shared/i18n/format-in-zone.ts';

/** Open cases that one turn of a walk over all of them queues. */
const WALK = 200;

const CHECK_ACT: Act = {
  actor: { kind: 'system', id: 'customs', name: 'Packbench' },
  source: 'customs',
  traceId: 'customs',
};

/**
 * Judges at most `limit` orders of those that are due: new ones, and those whose address, goods, sender or rules changed. What is
 * due stands in the database, so a crash loses nothing.
 * @returns how many were judged or queued; 0: nothing is due
 */
export function checkDue(
  context: Pick<UseCaseContext, 'db' | 'clock' | 'log'>,
  readTools: (db: ReadDb) => CheckTools,
  limit: number,
): number {
  if (!isAnythingDue(context.db, context.clock.nowMs())) return 0;
  return context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const queued = queueGoods(tx) + walkAll(tx) + queueYesterday(tx, atMs);
    const due = tx.pluck<[number], string>('SELECT order_id FROM customs_due ORDER BY order_id LIMIT ?').all(limit);
    if (due.length === 0) return queued;
    const tools = readTools(tx);
    for (const orderId of due) {
      checkCase(tx, atMs, CHECK_ACT, tools, orderId);
      tx.prepare<[string]>('DELETE FROM customs_due WHERE order_id = ?').run(orderId);
    }
    return due.length + queued;
  });
}

/** Every open case is judged anew, behind the work at hand: the rules, rates or a sender changed. */
export function queueAllCases(tx: WriteTx): void {
  tx.prepare<[]>(
    "INSERT INTO customs_due_all (only_row, after_order_id) VALUES (1, '') ON CONFLICT (only_row) DO UPDATE SET after_order_id = ''",
  ).run();
  tx.changed('orders');
}

function isAnythingDue(db: ReadDb, nowMs: number): boolean {
  return (
    db
      .pluck<[string], number>(
        `SELECT EXISTS (SELECT 1 FROM customs_due) OR EXISTS (SELECT 1 FROM customs_due_goods) OR EXISTS (SELECT 1 FROM customs_due_all)
         OR EXISTS (SELECT 1 FROM customs_cases WHERE is_open = 1 AND checked_day < ?)`,
      )
      .get(earliestDay(db, nowMs)) === 1
  );
}

function earliestDay(db: ReadDb, nowMs: number): string {
  const zones = db.pluck<[], string>('SELECT DISTINCT zone FROM warehouses').all();
  return zones.map((zone) => formatInZone(nowMs, zone).slice(0, 10)).toSorted()[0] ?? '';
}

function queueGoods(tx: WriteTx): number {
  const skuId = tx.pluck<[], string>('SELECT sku_id FROM customs_due_goods LIMIT 1').get();
  if (skuId === undefined) return 0;
  tx.prepare<[string]>(
    `INSERT OR IGNORE INTO customs_due (order_id) SELECT c.order_id FROM customs_cases c
     WHERE c.is_open = 1 AND EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = c.order_id AND l.sku_id = ?)`,
  ).run(skuId);
  tx.prepare<[string]>('DELETE FROM customs_due_goods WHERE sku_id = ?').run(skuId);
  return 1;
}

function walkAll(tx: WriteTx): number {
  const after = tx.pluck<[], string>('SELECT after_order_id FROM customs_due_all').get();
  if (after === undefined) return 0;
  const next = tx
    .pluck<[string, number], string>(
      'SELECT order_id FROM customs_cases WHERE is_open = 1 AND order_id > ? ORDER BY order_id LIMIT ?',
    )
    .all(after, WALK);
  for (const orderId of next)
    tx.prepare<[string]>('INSERT OR IGNORE INTO customs_due (order_id) VALUES (?)').run(orderId);
  const last = next.at(-1);
  if (last === undefined) tx.prepare<[]>('DELETE FROM customs_due_all').run();
  else tx.prepare<[string]>('UPDATE customs_due_all SET after_order_id = ?').run(last);
  return next.length + 1;
}

/** Rules begin and end at midnight: what was judged for an earlier day is judged for today. */
function queueYesterday(tx: WriteTx, nowMs: number): number {
  return tx
    .prepare<[string, number]>(
      'INSERT OR IGNORE INTO customs_due (order_id) SELECT order_id FROM customs_cases WHERE is_open = 1 AND checked_day < ? LIMIT ?',
    )
    .run(earliestDay(tx, nowMs), WALK).changes;
}
