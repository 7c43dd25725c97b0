import type { ReadDb } from '#main/db/handles.ts';

export interface ChangeRow {
  readonly seq: number;
  readonly rule_id: string;
  readonly version: number;
  readonly path: string;
  readonly before_text: string;
  readonly after_text: string;
  readonly at_ms: number;
  readonly undone_at_ms: number | null;
}

/** What rules changed of an order, in their sequence. */
export function listChangeRows(db: ReadDb, orderId: string): ChangeRow[] {
  return db
    .prepare<[string], ChangeRow>(
      'SELECT seq, rule_id, version, path, before_text, after_text, at_ms, undone_at_ms FROM cleaning_changes WHERE order_id = ? ORDER BY seq',
    )
    .all(orderId);
}
