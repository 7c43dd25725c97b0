import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';

/** Whether an order is here, whichever track brought it. */
export function isStored(db: ReadDb, shopId: string, externalNumber: string): boolean {
  return (
    db
      .pluck<[string, string], number>('SELECT 1 FROM orders WHERE shop_id = ? AND external_number = ?')
      .get(shopId, externalNumber) !== undefined
  );
}

/** A list may lag behind, and a page may be asked for some time before it is stored. */
const SURELY_LATER_MS = 5 * 60_000;

/**
 * Whether a poll has brought an order long after it was announced: what waited so long behind a rush needs no call of its own. Other
 * messages say nothing: a push comes again as it was.
 */
export function wasPolledSince(db: ReadDb, shopId: string, externalNumber: string, announcedAtMs: number): boolean {
  return (
    db
      .pluck<[string, string, number], number>(
        "SELECT 1 FROM raw_messages WHERE shop_id = ? AND external_number = ? AND source = 'poll' AND state <> 'parked' AND last_seen_at_ms > ? LIMIT 1",
      )
      .get(shopId, externalNumber, announcedAtMs + SURELY_LATER_MS) !== undefined
  );
}

/**
 * Orders that a poll listed and could not read are asked for by number from now on: the polls themselves move on, and what
 * the platform shows only after their overlap would be missed (promise P1).
 */
export function searchWithheld(
  tx: WriteTx,
  source: Parameters<typeof enqueueJob>[1],
  shopId: string,
  numbers: readonly string[],
): void {
  const underWay = tx.pluck<[string, string], number>(
    `SELECT 1 FROM jobs WHERE state IN ('waiting', 'leased', 'parked') AND topic = 'shop.fetch-order' AND shop_id = ?
     AND json_extract(payload_json, '$.externalNumber') = ? LIMIT 1`,
  );
  for (const externalNumber of numbers) {
    if (underWay.get(shopId, externalNumber) !== undefined) continue;
    enqueueJob(tx, source, {
      topic: 'shop.fetch-order',
      key: `fetch:${shopId}:${externalNumber}:withheld:${source.ids.next()}`,
      payload: { shopId, externalNumber },
      shopId,
    });
  }
}

/** Whether a fetch job goes back to a poll, and not to a push. */
export function isSearch(jobKey: string): boolean {
  return jobKey.includes(':withheld:');
}

/** The order is here: the refusals to show it, parked meanwhile, were hints of it and are no trouble any more. */
export function endRefusals(tx: WriteTx, shopId: string, externalNumber: string): void {
  const { changes } = tx
    .prepare<[string, string]>(
      `UPDATE raw_messages SET state = 'hint', park_code = NULL, park_json = NULL WHERE shop_id = ? AND external_number = ? AND state = 'parked'
       AND json_extract(park_json, '$.reason') = 'vendor_error'`,
    )
    .run(shopId, externalNumber);
  if (changes > 0) tx.changed('shops');
}

/** Ends parked searches for orders that a push announced and that a poll has brought since: nobody need look at them. */
export function endFoundSearches(tx: WriteTx, shopId: string, atMs: number): void {
  const { changes } = tx
    .prepare<[number, string]>(
      `UPDATE jobs SET state = 'done', finished_at_ms = ? WHERE state = 'parked' AND topic = 'shop.fetch-order' AND shop_id = ?
       AND EXISTS (SELECT 1 FROM orders o WHERE o.shop_id = jobs.shop_id AND o.external_number = json_extract(jobs.payload_json, '$.externalNumber'))`,
    )
    .run(atMs, shopId);
  if (changes > 0) tx.changed('jobs');
}

/** On the light path a poll brings most of what pushes announce, a page at a time; what it does not is fetched then. */
const LIGHT_WAIT_MS = 15_000;

/** When an order that a push announced is fetched: at once, and later while many come in. */
export function fetchAtMs(context: Pick<UseCaseContext, 'clock' | 'lightPath'>): number {
  return context.clock.nowMs() + (context.lightPath?.isOn() ? LIGHT_WAIT_MS : 0);
}

/** Fetches that fall due sooner than this are put off again, not each of them with every page. */
const SOON_MS = 5_000;

/** While a poll gets on at a platform that gives few calls, it brings what is waited for: single fetches would take those calls for the same orders. */
export function putOffFetches(tx: WriteTx, shopId: string, nowMs: number): void {
  tx.prepare<[number, string, number]>(
    "UPDATE jobs SET due_at_ms = ? WHERE topic = 'shop.fetch-order' AND state = 'waiting' AND shop_id = ? AND due_at_ms < ?",
  ).run(nowMs + LIGHT_WAIT_MS, shopId, nowMs + SOON_MS);
}

/** Before the fetches fall due; and each poll reads the last minutes once more, so that polls without a pause would read all of a rush again and again. */
const LIGHT_POLL_MS = 10_000;

/** The next poll of a shop comes soon: it reads a hundred announced orders per call. */
export function bringForwardPoll(tx: WriteTx, shopId: string, nowMs: number): void {
  const lastMs =
    tx
      .pluck<[string], number | null>(
        "SELECT last_success_at_ms FROM sync_cursors WHERE shop_id = ? AND stream = 'orders'",
      )
      .get(shopId) ?? 0;
  // A clock that was set back must not put it off.
  const atMs = lastMs > nowMs ? nowMs : Math.max(nowMs, lastMs + LIGHT_POLL_MS);
  const { changes } = tx
    .prepare<[number, string, number]>('UPDATE schedules SET next_at_ms = ? WHERE name = ? AND next_at_ms > ?')
    .run(atMs, `pull:${shopId}`, atMs);
  if (changes > 0) tx.changed('schedules');
}

/** So many fetches of a shop wait only where its platform gives fewer calls than it announces orders. */
const MANY = 20;

/** Whether more announced orders of a shop wait to be fetched than a platform keeps waiting that answers at once. */
export function manyAwaitFetching(db: ReadDb, shopId: string): boolean {
  return (
    db
      .pluck<[string, number], number>(
        "SELECT 1 FROM jobs WHERE topic = 'shop.fetch-order' AND state IN ('waiting', 'leased') AND shop_id = ? LIMIT 1 OFFSET ?",
      )
      .get(shopId, MANY) !== undefined
  );
}

/**
 * Ends fetches that have not begun for orders that a poll brings in this transaction, where they were announced before the platform
 * was asked: a burst of pushes then costs no call per order. Their pushes count as seen.
 * @param askedAtMs when the page with these orders was asked for
 */
export function endAnswered(
  tx: WriteTx,
  shopId: string,
  numbers: readonly string[],
  askedAtMs: number,
  atMs: number,
): readonly string[] {
  // ';' follows ':': the range holds exactly the keys that start with this shop and number. The plus keeps SQLite to it: by state it would look at all that waits.
  const end = tx.prepare<[number, string, string, number]>(
    `UPDATE jobs SET state = 'done', finished_at_ms = ? WHERE job_key >= ? AND job_key < ? AND +state = 'waiting' AND +created_at_ms < ?`,
  );
  const answered = numbers.filter((number) => {
    const start = `fetch:${shopId}:${number}`;
    return end.run(atMs, `${start}:`, `${start};`, askedAtMs).changes > 0;
  });
  if (answered.length > 0) tx.changed('jobs');
  return answered;
}
