import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { ValueSource } from '#shared/model/customs-case.ts';

export interface CaseValue {
  readonly field: string;
  readonly value: string;
  readonly source: ValueSource;
  readonly set_by: string;
  readonly at_ms: number;
}

/** What clerks and the buyer said of an order, by field; clear. */
export function readCaseValues(db: ReadDb, orderId: string): Map<string, CaseValue> {
  const rows = db
    .prepare<[string], CaseValue>(
      'SELECT field, value, source, set_by, at_ms FROM customs_case_values WHERE order_id = ? ORDER BY field',
    )
    .all(orderId);
  return new Map(rows.map((row) => [row.field, row]));
}

/** Writes a value, or takes it out (null). */
export function putCaseValue(
  tx: WriteTx,
  orderId: string,
  field: string,
  value: { readonly value: string; readonly source: ValueSource; readonly setBy: string; readonly atMs: number } | null,
): void {
  if (value === null) {
    tx.prepare<[string, string]>('DELETE FROM customs_case_values WHERE order_id = ? AND field = ?').run(
      orderId,
      field,
    );
    return;
  }
  tx.prepare<[string, string, string, string, string, number]>(
    `INSERT INTO customs_case_values (order_id, field, value, source, set_by, at_ms) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (order_id, field) DO UPDATE SET value = excluded.value, source = excluded.source, set_by = excluded.set_by, at_ms = excluded.at_ms`,
  ).run(orderId, field, value.value, value.source, value.setBy, value.atMs);
}
