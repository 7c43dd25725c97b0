import { mixtureOf } from '#core/weighing/joint-weights.ts';
import { sampleOf } from '#core/weighing/learn-weight.ts';
import type { WriteTx } from '#main/db/handles.ts';
import { parcelLines } from '#main/usecases/packing/parcel-rows.ts';
import type { ParcelRow } from '#main/usecases/packing/parcel-rows.ts';
import { addSample, learnFromMixture } from '#main/usecases/weighing/learned-weight-rows.ts';
import { parcelPackaging } from '#main/usecases/weighing/parcel-packaging.ts';

/**
 * What a parcel teaches whose box is closed now: weighed on a scale, with all its items scanned. A box of unknown tare learns
 * from goods with a weight in the product data; otherwise goods learn. Never both from one parcel, or an error of the one would
 * come back as truth of the other. A weight that a lead let pass teaches too: the weight on file may be what is wrong, and a
 * single gift lies apart from the other weighings.
 * @param packagingG of an ordinary parcel, where no packaging is set up
 */
export function learnFromParcel(tx: WriteTx, parcel: ParcelRow, packagingG: number, atMs: number): void {
  if (parcel.weight_g === null || parcel.weight_source !== 'scale') return;
  const lines = parcelLines(tx, parcel).filter((line) => line.scanned > 0);
  const packaging = parcelPackaging(tx, parcel.id);
  if (packaging && packaging.tareSource !== 'entered') {
    const goodsG = lines.reduce((sum, line) => sum + line.scanned * (line.weight_g ?? Number.NaN), 0);
    const grams = Math.round(parcel.weight_g - goodsG);
    if (grams > 0)
      addSample(tx, { kind: 'packaging', itemId: packaging.id, shipmentId: parcel.id, atMs }, { grams, quantity: 1 });
    return;
  }
  const weighed = lines.map((line) => ({
    skuId: line.sku_id,
    quantity: line.scanned,
    // What was solved from mixtures goes on being solved: taken for certain, its error would come back as truth of another.
    weightG: line.learned_mg === null || line.learned_method === 'joint' ? line.weight_g : line.learned_mg / 1_000,
  }));
  const tareG = packaging?.tareG ?? packagingG;
  const taught = sampleOf(weighed, parcel.weight_g, tareG);
  if (taught) addSample(tx, { kind: 'sku', itemId: taught.skuId, shipmentId: parcel.id, atMs }, taught.sample);
  const mixed = mixtureOf(weighed, parcel.weight_g, tareG);
  if (mixed) learnFromMixture(tx, { shipmentId: parcel.id, ...mixed }, atMs);
}
