import type { ReadDb } from '#main/db/handles.ts';
import { readLearned } from '#main/usecases/weighing/learned-weight-rows.ts';
import type { ParcelPackaging } from '#shared/contract/packing.ts';

interface PackagingRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly tare_g: number | null;
}

/** What a parcel is packed in: chosen for it, else its shop's usual one, else everybody's; null where none is set up. */
export function parcelPackaging(db: ReadDb, shipmentId: string): ParcelPackaging | null {
  const row = db
    .prepare<[string], PackagingRow & { chosen: number }>(
      `SELECT p.id, p.code, p.name, p.tare_g, s.packaging_id IS NOT NULL AS chosen FROM shipments s JOIN orders o ON o.id = s.order_id
       JOIN packagings p ON p.id = COALESCE(s.packaging_id,
         (SELECT d.packaging_id FROM packaging_defaults d JOIN packagings q ON q.id = d.packaging_id AND q.removed_at_ms IS NULL
          WHERE d.shop_id IN (o.shop_id, '') ORDER BY d.shop_id DESC LIMIT 1))
       WHERE s.id = ?`,
    )
    .get(shipmentId);
  if (!row) return null;
  return { id: row.id, code: row.code, name: row.name, isChosen: row.chosen === 1, ...tareOf(db, row) };
}

/** The tares of all packagings in use that have one. */
export function knownTares(db: ReadDb): { id: string; code: string; tareG: number }[] {
  return db
    .prepare<[], PackagingRow>(
      'SELECT id, code, name, tare_g FROM packagings WHERE removed_at_ms IS NULL ORDER BY code',
    )
    .all()
    .flatMap((row) => {
      const { tareG } = tareOf(db, row);
      return tareG === null ? [] : [{ id: row.id, code: row.code, tareG }];
    });
}

function tareOf(db: ReadDb, row: PackagingRow): Pick<ParcelPackaging, 'tareG' | 'tareSource'> {
  if (row.tare_g !== null) return { tareG: row.tare_g, tareSource: 'entered' };
  const learned = readLearned(db, 'packaging', row.id);
  return learned?.state === 'learned'
    ? { tareG: Math.round(learned.weightMg / 1_000), tareSource: 'learned' }
    : { tareG: null, tareSource: 'unknown' };
}
