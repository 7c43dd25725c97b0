import { learnWeight } from '#core/weighing/learn-weight.ts';
import type { WeightSample } from '#core/weighing/learn-weight.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { LearnedWeightView } from '#shared/contract/weighing.ts';

export type LearnedKind = 'sku' | 'packaging';

/** Things change with their maker's next batch: older weighings tell less than these. */
const KEPT_SAMPLES = 50;

interface LearnedRow {
  readonly state: LearnedWeightView['state'];
  readonly weight_mg: number;
  readonly spread_mg: number;
  readonly sample_count: number;
  readonly refused_count: number;
  readonly updated_at_ms: number;
}

export function readLearned(db: ReadDb, kind: LearnedKind, itemId: string): LearnedWeightView | null {
  const row = db
    .prepare<[string, string], LearnedRow>('SELECT * FROM learned_weights WHERE kind = ? AND item_id = ?')
    .get(kind, itemId);
  return row ? learnedView(row) : null;
}

export function learnedView(row: LearnedRow): LearnedWeightView {
  return {
    state: row.state,
    weightMg: row.weight_mg,
    spreadMg: row.spread_mg,
    sampleCount: row.sample_count,
    refusedCount: row.refused_count,
    updatedAtMs: row.updated_at_ms,
  };
}

/** Keeps one weighing and learns anew. The same parcel weighed again replaces its own. */
export function addSample(
  tx: WriteTx,
  about: { readonly kind: LearnedKind; readonly itemId: string; readonly shipmentId: string; readonly atMs: number },
  { grams, quantity }: WeightSample,
): void {
  const { kind, itemId, shipmentId, atMs } = about;
  tx.prepare<[string, string, string, number, number, number]>(
    `INSERT INTO weight_samples (kind, item_id, shipment_id, grams, quantity, at_ms) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (kind, item_id, shipment_id) DO UPDATE SET grams = excluded.grams, quantity = excluded.quantity, at_ms = excluded.at_ms`,
  ).run(kind, itemId, shipmentId, grams, quantity, atMs);
  tx.prepare<[string, string, string, string, number]>(
    `DELETE FROM weight_samples WHERE kind = ? AND item_id = ? AND shipment_id IN
       (SELECT shipment_id FROM weight_samples WHERE kind = ? AND item_id = ? ORDER BY at_ms DESC, shipment_id DESC LIMIT -1 OFFSET ?)`,
  ).run(kind, itemId, kind, itemId, KEPT_SAMPLES);
  relearn(tx, kind, itemId, atMs);
}

/** A parcel that was put back proves nothing any more. */
export function dropSamplesOf(tx: WriteTx, shipmentId: string, atMs: number): void {
  const taught = tx
    .prepare<[string], { kind: LearnedKind; item_id: string }>(
      'DELETE FROM weight_samples WHERE shipment_id = ? RETURNING kind, item_id',
    )
    .all(shipmentId);
  for (const { kind, item_id: itemId } of taught) relearn(tx, kind, itemId, atMs);
}

/** Everything that was learned about one thing. @returns whether there was anything */
export function forgetLearned(tx: WriteTx, kind: LearnedKind, itemId: string): boolean {
  tx.prepare<[string, string]>('DELETE FROM weight_samples WHERE kind = ? AND item_id = ?').run(kind, itemId);
  const forgotten = tx
    .prepare<[string, string]>('DELETE FROM learned_weights WHERE kind = ? AND item_id = ?')
    .run(kind, itemId);
  tx.changed('packing');
  return forgotten.changes > 0;
}

function relearn(tx: WriteTx, kind: LearnedKind, itemId: string, atMs: number): void {
  const samples = tx
    .prepare<[string, string], WeightSample>(
      'SELECT grams, quantity FROM weight_samples WHERE kind = ? AND item_id = ?',
    )
    .all(kind, itemId);
  const learned = learnWeight(samples);
  if (!learned) {
    tx.prepare<[string, string]>('DELETE FROM learned_weights WHERE kind = ? AND item_id = ?').run(kind, itemId);
    return;
  }
  tx.prepare<(string | number)[]>(
    `INSERT OR REPLACE INTO learned_weights (kind, item_id, state, weight_mg, spread_mg, sample_count, refused_count, updated_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    kind,
    itemId,
    learned.state,
    learned.weightMg,
    learned.spreadMg,
    learned.sampleCount,
    learned.refusedCount,
    atMs,
  );
}
