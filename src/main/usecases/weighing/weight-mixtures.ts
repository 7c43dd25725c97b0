import type { ReadDb, WriteTx } from '#main/db/handles.ts';

/** One parcel of several things of unknown weight; `grams` is all goods together. */
export interface Mixture {
  readonly shipmentId: string;
  readonly grams: number;
  readonly lines: readonly { readonly skuId: string; readonly quantity: number }[];
}

/** Things change with their maker's next batch: older weighings tell less than these. */
const KEPT_MIXTURES = 50;
/** More things than these are not solved together: it would take longer than a scan may wait. */
const MOST_SKUS = 12;

interface MixtureRow {
  readonly shipment_id: string;
  readonly sku_id: string;
  readonly quantity: number;
  readonly grams: number;
}

/** Keeps a parcel; the same one weighed again replaces its own. */
export function addMixture(tx: WriteTx, { shipmentId, grams, lines }: Mixture, atMs: number): void {
  dropMixture(tx, shipmentId);
  const insert = tx.prepare<[string, string, number, number, number]>(
    'INSERT INTO weight_mixtures (shipment_id, sku_id, quantity, grams, at_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const beyond = tx.pluck<[string, number], string>(
    'SELECT shipment_id FROM weight_mixtures WHERE sku_id = ? ORDER BY at_ms DESC, shipment_id DESC LIMIT -1 OFFSET ?',
  );
  for (const { skuId, quantity } of lines) insert.run(shipmentId, skuId, quantity, grams, atMs);
  // A parcel goes as a whole: half of what lay in it would tell something wrong.
  for (const { skuId } of lines) for (const oldest of beyond.all(skuId, KEPT_MIXTURES)) dropMixture(tx, oldest);
}

/** @returns the things that lay in it */
export function dropMixture(tx: WriteTx, shipmentId: string): string[] {
  return tx
    .pluck<[string], string>('DELETE FROM weight_mixtures WHERE shipment_id = ? RETURNING sku_id')
    .all(shipmentId);
}

/** @returns the things that lay together with it */
export function dropMixturesWith(tx: WriteTx, skuId: string): string[] {
  return mixturesWith(tx, skuId).flatMap(({ shipmentId }) => dropMixture(tx, shipmentId));
}

/** The newest first. */
export function mixturesWith(db: ReadDb, skuId: string): Mixture[] {
  const rows = db
    .prepare<[string], MixtureRow>(
      `SELECT m.shipment_id, m.sku_id, m.quantity, m.grams FROM weight_mixtures w JOIN weight_mixtures m ON m.shipment_id = w.shipment_id
       WHERE w.sku_id = ? ORDER BY m.at_ms DESC, m.shipment_id, m.sku_id`,
    )
    .all(skuId);
  const parcels = new Map<
    string,
    { shipmentId: string; grams: number; lines: { skuId: string; quantity: number }[] }
  >();
  for (const row of rows) {
    const parcel = parcels.get(row.shipment_id) ?? { shipmentId: row.shipment_id, grams: row.grams, lines: [] };
    parcel.lines.push({ skuId: row.sku_id, quantity: row.quantity });
    parcels.set(row.shipment_id, parcel);
  }
  return [...parcels.values()];
}

/**
 * All parcels that say something about these things, and about things that lay together with them, as far as their weight is
 * open; of a very large heap only what is nearest.
 */
export function mixturesAround(db: ReadDb, skuIds: readonly string[], isKnown: (skuId: string) => boolean): Mixture[] {
  const found = new Map<string, Mixture>();
  const waiting = [...skuIds];
  const seen = new Set<string>();
  while (waiting.length > 0) {
    const skuId = waiting.shift() ?? '';
    if (seen.has(skuId)) continue;
    seen.add(skuId);
    for (const parcel of mixturesWith(db, skuId)) {
      const open = parcel.lines.map((line) => line.skuId).filter((id) => !isKnown(id));
      const fresh = open.filter((id) => !seen.has(id) && !waiting.includes(id));
      if (seen.size + waiting.length + fresh.length > MOST_SKUS) continue;
      found.set(parcel.shipmentId, parcel);
      waiting.push(...fresh);
    }
  }
  return [...found.values()];
}
