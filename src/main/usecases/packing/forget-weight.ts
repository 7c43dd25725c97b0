import type { WriteTx } from '#main/db/handles.ts';

/** A box whose content changed after it was weighed must be weighed again. */
export function forgetWeight(tx: WriteTx, shipmentId: string): void {
  tx.prepare<[string]>(
    'UPDATE shipments SET weight_g = NULL, weight_source = NULL, weight_json = NULL, override_json = NULL, version = version + 1 WHERE id = ? AND weight_g IS NOT NULL',
  ).run(shipmentId);
}
