import type { ReadDb } from '#main/db/handles.ts';

/** By the area of an act, where the target's name stands. Targets of the other areas are names already. */
const NAME_OF: Readonly<Record<string, string>> = {
  cleaning: "SELECT NULLIF(name, '') FROM cleaning_rules WHERE id = ?",
  shop: 'SELECT name FROM shops WHERE id = ?',
  carrier: 'SELECT name FROM carrier_accounts WHERE id = ?',
  device: 'SELECT name FROM devices WHERE id = ?',
  order: 'SELECT display_number FROM orders WHERE id = ?',
  customs: 'SELECT display_number FROM orders WHERE id = ?',
  stock: "SELECT code || ' ' || title FROM skus WHERE id = ?",
  import: 'SELECT file_name FROM imports WHERE id = ?',
  backup: 'SELECT path FROM backups WHERE id = ?',
  job: 'SELECT topic FROM jobs WHERE id = ?',
  parcel: 'SELECT display_number FROM orders WHERE id = ?',
  alert: "SELECT NULLIF(subject_name, '') FROM alerts WHERE id = ?",
  relay: 'SELECT name FROM shops WHERE id = ?',
  // A printed page, or the printer whose queue was switched.
  print: `WITH wanted(id) AS (SELECT ?)
    SELECT COALESCE(d.name, (SELECT w.tracking_number FROM waybills w WHERE w.shipment_id = p.shipment_id AND w.state = 'issued'), o.display_number)
    FROM wanted LEFT JOIN devices d ON d.id = wanted.id LEFT JOIN print_jobs p ON p.id = wanted.id LEFT JOIN orders o ON o.id = p.order_id`,
};

/** Reads what people call the target of an act, each once. @returns null when it has no other name or is gone */
export function createTargetNames(db: ReadDb): (act: string, target: string) => string | null {
  const known = new Map<string, string | null>();
  return (act, target) => {
    const area = act.split('.')[0] ?? '';
    const sql = NAME_OF[area];
    if (sql === undefined) return null;
    const key = `${area} ${target}`;
    if (!known.has(key)) known.set(key, db.pluck<[string], string | null>(sql).get(target) ?? null);
    return known.get(key) ?? null;
  };
}
