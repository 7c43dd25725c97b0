import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import type { ExternalIdKind } from '#core/orders/order-draft.ts';

/** The number of a parcel's document, where it has one. */
export function numberOf(db: ReadDb, kind: string, shipmentId: string): string | null {
  return (
    db
      .pluck<[string, string], string>('SELECT number FROM document_numbers WHERE shipment_id = ? AND kind = ?')
      .get(shipmentId, kind) ?? null
  );
}

/** How many numbers of a series were given so far. */
export function lastOfSeries(db: ReadDb, series: string): number {
  return db.pluck<[string], number>('SELECT last FROM number_series WHERE series = ?').get(series) ?? 0;
}

/** Takes the next number of a series, from 1; in the transaction that uses it, so that a crash neither loses nor repeats one. */
export function takeOfSeries(tx: WriteTx, series: string): number {
  tx.prepare<[string]>(
    'INSERT INTO number_series (series, last) VALUES (?, 1) ON CONFLICT (series) DO UPDATE SET last = last + 1',
  ).run(series);
  return lastOfSeries(tx, series);
}

/**
 * Gives a parcel the number of one of its documents, once: a second call finds the first one's. The number finds its order
 * from then on. @param make is called only when there is none yet
 */
export function giveNumber(
  tx: WriteTx,
  act: Act,
  given: { kind: string; idKind: ExternalIdKind; shipmentId: string; orderId: string; atMs: number },
  make: () => string,
): string {
  const before = numberOf(tx, given.kind, given.shipmentId);
  if (before !== null) return before;
  const number = make();
  tx.prepare<[string, string, string, number, string]>(
    'INSERT INTO document_numbers (kind, number, shipment_id, given_at_ms, given_by) VALUES (?, ?, ?, ?, ?)',
  ).run(given.kind, number, given.shipmentId, given.atMs, act.actor.name);
  tx.prepare<[string, string, string]>(
    'INSERT INTO external_ids (value, kind, order_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  ).run(number, given.idKind, given.orderId);
  return number;
}
