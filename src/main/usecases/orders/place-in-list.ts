import type { ReadDb } from '#main/db/handles.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** Places per second. At 1,024 the keys of neighbouring orders stay close, which keeps the search index small. */
const PLACES_PER_SECOND = 1024;

/**
 * The next free `orders.list_key` for an order placed then: lists sort by the second, and within it by arrival. Where a
 * second is full (a file whose dates have no time), the order moves on to the next second that has room.
 */
export function placeInList(db: ReadDb, placedAtMs: UtcMs): number {
  const lastIn = db.pluck<[number, number], number | null>(
    'SELECT MAX(list_key) FROM orders WHERE list_key >= ? AND list_key < ?',
  );
  for (let start = firstPlace(placedAtMs); ; start += PLACES_PER_SECOND) {
    const end = start + PLACES_PER_SECOND;
    const next = (lastIn.get(start, end) ?? start - 1) + 1;
    if (next < end) return next;
  }
}

/** The lowest key of the second in which an order was placed. */
export function firstPlace(placedAtMs: UtcMs): number {
  return Math.floor(placedAtMs / 1000) * PLACES_PER_SECOND;
}
