import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { forgetLearned, learnedView } from '#main/usecases/weighing/learned-weight-rows.ts';
import type { SkuWeightView } from '#shared/contract/weighing.ts';
import { AppError } from '#shared/errors/app-error.ts';

interface SkuWeightRow {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly weight_g: number | null;
  readonly state: SkuWeightView['learned']['state'];
  readonly weight_mg: number;
  readonly spread_mg: number;
  readonly sample_count: number;
  readonly refused_count: number;
  readonly updated_at_ms: number;
  readonly method: SkuWeightView['learned']['method'];
}

/** A page of a list that people look through; the search narrows it. */
const SHOWN = 100;
const SHOWN_SAMPLES = 10;

/** What was learned, the newest first, of things whose code or title holds the words. */
export function listSkuWeights(db: ReadDb, search: string): SkuWeightView[] {
  const samplesOf = db.prepare<[string, number], SkuWeightView['samples'][number]>(
    `SELECT o.display_number AS orderNumber, w.grams, w.quantity, w.at_ms AS atMs FROM weight_samples w
     JOIN shipments s ON s.id = w.shipment_id JOIN orders o ON o.id = s.order_id
     WHERE w.kind = 'sku' AND w.item_id = ? ORDER BY w.at_ms DESC LIMIT ?`,
  );
  const mixturesOf = db.prepare<[string, number], SkuWeightView['mixtures'][number]>(
    `SELECT o.display_number AS orderNumber, w.grams,
       (SELECT group_concat(m.quantity || ' × ' || k.code, ' + ') FROM weight_mixtures m JOIN skus k ON k.id = m.sku_id
        WHERE m.shipment_id = w.shipment_id) AS goods
     FROM weight_mixtures w JOIN shipments s ON s.id = w.shipment_id JOIN orders o ON o.id = s.order_id
     WHERE w.sku_id = ? ORDER BY w.at_ms DESC LIMIT ?`,
  );
  return db
    .prepare<[string, string, number], SkuWeightRow>(
      `SELECT k.id, k.code, k.title, k.weight_g, l.* FROM learned_weights l JOIN skus k ON k.id = l.item_id
       WHERE l.kind = 'sku' AND (instr(lower(k.code), lower(?)) > 0 OR instr(lower(k.title), lower(?)) > 0)
       ORDER BY l.updated_at_ms DESC, k.code LIMIT ?`,
    )
    .all(search, search, SHOWN)
    .map((row) => ({
      skuId: row.id,
      code: row.code,
      title: row.title,
      weightG: row.weight_g,
      learned: learnedView(row),
      samples: samplesOf.all(row.id, SHOWN_SAMPLES),
      mixtures: mixturesOf.all(row.id, SHOWN_SAMPLES),
    }));
}

/** @throws AppError ERR_STOCK_SKU_UNKNOWN */
export function forgetSkuWeight(context: UseCaseContext, act: Act, skuId: string): void {
  context.db.transaction((tx) => {
    const sku = requireSku(tx, skuId);
    const atMs = context.clock.nowMs();
    forgetLearned(tx, 'sku', skuId, atMs);
    recordAudit(tx, { atMs, act, what: 'weight.forget', target: sku.code });
  });
}

/** @throws AppError ERR_STOCK_SKU_UNKNOWN */
export function correctSkuWeight(context: UseCaseContext, act: Act, skuId: string, grams: number): void {
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const sku = requireSku(tx, skuId);
    forgetLearned(tx, 'sku', skuId, atMs);
    tx.prepare<[number, number, string]>('UPDATE skus SET weight_g = ?, updated_at_ms = ? WHERE id = ?').run(
      grams,
      atMs,
      skuId,
    );
    tx.changed('stock');
    const data = { before: sku.weight_g, after: grams };
    recordAudit(tx, { atMs, act, what: 'weight.correct', target: sku.code, data });
  });
}

function requireSku(tx: WriteTx, skuId: string): { code: string; weight_g: number | null } {
  const sku = tx
    .prepare<[string], { code: string; weight_g: number | null }>('SELECT code, weight_g FROM skus WHERE id = ?')
    .get(skuId);
  if (!sku) throw new AppError('ERR_STOCK_SKU_UNKNOWN', { skuId });
  return sku;
}
