import type { ReadDb } from '#main/db/handles.ts';
import { parcelLines } from '#main/usecases/packing/parcel-rows.ts';
import type { ParcelRow } from '#main/usecases/packing/parcel-rows.ts';
import type { WeightPolicy } from '#main/usecases/packing/weigh-parcel.ts';
import { parcelPackaging } from '#main/usecases/weighing/parcel-packaging.ts';
import type { WeightBasis } from '#shared/contract/packing.ts';

/** What the expected weight of a parcel is made of, for whoever doubts it. */
export function weightBasis(
  db: ReadDb,
  parcel: Pick<ParcelRow, 'id' | 'order_id'>,
  policy: Pick<WeightPolicy, 'packagingG'>,
): WeightBasis {
  const packaging = parcelPackaging(db, parcel.id);
  return {
    packagingG: packaging?.tareG ?? policy.packagingG,
    packaging,
    lines: parcelLines(db, parcel)
      .filter((line) => line.due > 0)
      .map((line) => ({
        skuCode: line.sku_code,
        quantity: line.due,
        unitMg: line.learned_mg ?? (line.weight_g === null ? null : line.weight_g * 1_000),
        sampleCount: line.learned_mg === null ? null : line.learned_count,
        spreadMg: line.learned_mg === null ? null : line.learned_spread_mg,
      })),
  };
}
