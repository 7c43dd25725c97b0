import type { OpenDatabase } from '#main/db/open.ts';

interface ForeignKey {
  readonly table: string;
  readonly from: string;
  readonly to: string | null;
}

/**
 * Removes rows whose parent row is lost, until no reference is broken: a schema step would refuse the file otherwise.
 * @returns removed rows per table
 */
export function dropOrphans(db: OpenDatabase): ReadonlyMap<string, number> {
  const removed = new Map<string, number>();
  const children = () => db.prepare<[], { table: string }>('PRAGMA foreign_key_check').all();
  // A removed row can orphan rows of a third table.
  for (let broken = children(); broken.length > 0; broken = children()) {
    for (const child of new Set(broken.map((row) => row.table))) {
      removed.set(child, (removed.get(child) ?? 0) + dropOrphansOf(db, child));
    }
  }
  return removed;
}

function dropOrphansOf(db: OpenDatabase, child: string): number {
  const keys = db.prepare<[], ForeignKey>(`PRAGMA foreign_key_list(${child})`).all();
  return db.transaction((tx) => {
    let removed = 0;
    for (const key of keys) {
      const parentKey = key.to ?? 'id';
      removed += tx
        .prepare<[]>(
          `DELETE FROM ${child} WHERE ${key.from} IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM ${key.table} AS parent WHERE parent.${parentKey} = ${child}.${key.from})`,
        )
        .run().changes;
    }
    return removed;
  });
}
