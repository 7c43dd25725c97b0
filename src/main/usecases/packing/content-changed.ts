import type { WriteTx } from '#main/db/handles.ts';

/** Sets a weight back to none, in an UPDATE of shipments. */
export const FORGET_WEIGHT = 'weight_g = NULL, weight_source = NULL, weight_json = NULL, override_json = NULL';

/** A box whose content changed after it was weighed must be weighed again, and one that was said to stay partial is asked about anew. */
export function contentChanged(tx: WriteTx, shipmentId: string): void {
  tx.prepare<[string]>(
    `UPDATE shipments SET ${FORGET_WEIGHT}, is_partial = 0, version = version + 1
     WHERE id = ? AND (weight_g IS NOT NULL OR is_partial = 1)`,
  ).run(shipmentId);
}
