import type { ReadDb } from '#main/db/handles.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;

export interface Expectation {
  /** Mean of the same hours of the weeks looked at. */
  readonly orders: number;
  /** So many weeks of these had a say: those since the shop's first order. */
  readonly weeks: number;
}

/**
 * How many orders are usually paid in [fromMs, toMs): the mean of the same hours of the same weekday in the weeks before. The
 * platform's own count of an hour is taken where the ledger holds one, else the orders here. Null with less than two weeks to look
 * at: a new shop has no habits.
 */
export function expectedOrders(
  db: ReadDb,
  shopId: string,
  span: { readonly fromMs: number; readonly toMs: number },
  mostWeeks: number,
): Expectation | null {
  const first = db
    .pluck<[string], number | null>('SELECT MIN(paid_at_ms) FROM orders WHERE shop_id = ? AND paid_at_ms IS NOT NULL')
    .get(shopId);
  if (first === null || first === undefined) return null;
  let sum = 0;
  let weeks = 0;
  for (let week = 1; week <= mostWeeks; week += 1) {
    const shiftMs = week * WEEK_MS;
    if (span.fromMs - shiftMs < first) break;
    sum += ordersIn(db, shopId, span.fromMs - shiftMs, span.toMs - shiftMs);
    weeks += 1;
  }
  return weeks < 2 ? null : { orders: sum / weeks, weeks };
}

/** Hours that are only partly inside count for that part. */
function ordersIn(db: ReadDb, shopId: string, fromMs: number, toMs: number): number {
  const counted = db.pluck<[string, number], number>(
    'SELECT platform_count FROM recon_hours WHERE shop_id = ? AND hour_start_ms = ? AND checked_at_ms IS NOT NULL',
  );
  const here = db.pluck<[string, number, number], number>(
    'SELECT COUNT(*) FROM orders WHERE shop_id = ? AND paid_at_ms >= ? AND paid_at_ms < ?',
  );
  let sum = 0;
  for (let hour = Math.floor(fromMs / HOUR_MS) * HOUR_MS; hour < toMs; hour += HOUR_MS) {
    const share = (Math.min(toMs, hour + HOUR_MS) - Math.max(fromMs, hour)) / HOUR_MS;
    sum += share * (counted.get(shopId, hour) ?? here.get(shopId, hour, hour + HOUR_MS) ?? 0);
  }
  return sum;
}
