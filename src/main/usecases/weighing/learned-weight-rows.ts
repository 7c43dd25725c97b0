import { solveJointWeights } from '#core/weighing/joint-weights.ts';
import type { MixedParcel } from '#core/weighing/joint-weights.ts';
import { learnWeight } from '#core/weighing/learn-weight.ts';
import type { LearnedWeight, WeightSample } from '#core/weighing/learn-weight.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import { addMixture, dropMixture, dropMixturesWith, mixturesAround } from '#main/usecases/weighing/weight-mixtures.ts';
import type { Mixture } from '#main/usecases/weighing/weight-mixtures.ts';
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
  readonly method: LearnedWeightView['method'];
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
    method: row.method,
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
  relearn(tx, kind, [itemId], atMs);
}

/** Keeps one parcel of several things of unknown weight and solves them anew. */
export function learnFromMixture(tx: WriteTx, mixture: Mixture, atMs: number): void {
  addMixture(tx, mixture, atMs);
  relearn(
    tx,
    'sku',
    mixture.lines.map(({ skuId }) => skuId),
    atMs,
  );
}

/** A parcel that was put back proves nothing any more. */
export function dropSamplesOf(tx: WriteTx, shipmentId: string, atMs: number): void {
  const taught = tx
    .prepare<[string], { kind: LearnedKind; item_id: string }>(
      'DELETE FROM weight_samples WHERE shipment_id = ? RETURNING kind, item_id',
    )
    .all(shipmentId);
  const mixed = dropMixture(tx, shipmentId);
  for (const { kind, item_id: itemId } of taught) relearn(tx, kind, [itemId], atMs);
  if (mixed.length > 0) relearn(tx, 'sku', mixed, atMs);
}

/** Everything that was learned about one thing; what lay together with it is solved without. @returns whether there was anything */
export function forgetLearned(tx: WriteTx, kind: LearnedKind, itemId: string, atMs: number): boolean {
  tx.prepare<[string, string]>('DELETE FROM weight_samples WHERE kind = ? AND item_id = ?').run(kind, itemId);
  const forgotten = tx
    .prepare<[string, string]>('DELETE FROM learned_weights WHERE kind = ? AND item_id = ?')
    .run(kind, itemId);
  const others = kind === 'sku' ? dropMixturesWith(tx, itemId).filter((id) => id !== itemId) : [];
  if (others.length > 0) relearn(tx, 'sku', others, atMs);
  tx.changed('packing');
  return forgotten.changes > 0;
}

function relearn(tx: WriteTx, kind: LearnedKind, itemIds: readonly string[], atMs: number): void {
  if (kind === 'packaging') {
    for (const id of itemIds) store(tx, kind, id, ownWeight(tx, kind, id), 'own', atMs);
    return;
  }
  // What is told by itself is taken off the mixtures; it is told anew first, and may open or close what lies around it.
  const own = new Map<string, LearnedWeight | null>();
  const ownOf = (id: string): LearnedWeight | null => {
    const known = own.get(id);
    if (known !== undefined) return known;
    const told = ownWeight(tx, kind, id);
    own.set(id, told);
    return told;
  };
  const inProductData = tx.pluck<[string], number | null>('SELECT weight_g FROM skus WHERE id = ?');
  const knownMg = (id: string): number | null => {
    const told = ownOf(id);
    if (told?.state === 'learned') return told.weightMg;
    const grams = inProductData.get(id) ?? null;
    return grams === null ? null : grams * 1_000;
  };
  const mixtures = mixturesAround(tx, itemIds, (id) => knownMg(id) !== null);
  const joint = solveJointWeights(mixtures.map((mixture) => openPart(mixture, knownMg)));
  const touched = new Set([...itemIds, ...mixtures.flatMap(({ lines }) => lines.map(({ skuId }) => skuId))]);
  for (const id of touched) {
    const told = ownOf(id);
    const solved = knownMg(id) === null ? joint.get(id) : undefined;
    const isJoint = told?.state !== 'learned' && solved !== undefined && (solved.state === 'learned' || told === null);
    store(tx, kind, id, isJoint ? solved : told, isJoint ? 'joint' : 'own', atMs);
  }
}

/** What lies in a parcel beside what is known, and what that weighs. */
function openPart({ grams, lines }: Mixture, knownMg: (skuId: string) => number | null): MixedParcel {
  const knownSumMg = lines.reduce((sum, { skuId, quantity }) => sum + quantity * (knownMg(skuId) ?? 0), 0);
  return { grams: grams - knownSumMg / 1_000, lines: lines.filter(({ skuId }) => knownMg(skuId) === null) };
}

function ownWeight(db: ReadDb, kind: LearnedKind, itemId: string): LearnedWeight | null {
  return learnWeight(
    db
      .prepare<[string, string], WeightSample>(
        'SELECT grams, quantity FROM weight_samples WHERE kind = ? AND item_id = ?',
      )
      .all(kind, itemId),
  );
}

function store(
  tx: WriteTx,
  kind: LearnedKind,
  itemId: string,
  learned: LearnedWeight | null,
  method: LearnedWeightView['method'],
  atMs: number,
): void {
  if (!learned) {
    tx.prepare<[string, string]>('DELETE FROM learned_weights WHERE kind = ? AND item_id = ?').run(kind, itemId);
    return;
  }
  tx.prepare<(string | number)[]>(
    `INSERT OR REPLACE INTO learned_weights (kind, item_id, state, weight_mg, spread_mg, sample_count, refused_count, method, updated_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    kind,
    itemId,
    learned.state,
    learned.weightMg,
    learned.spreadMg,
    learned.sampleCount,
    learned.refusedCount,
    method,
    atMs,
  );
}
