import type { ParcelLineRow } from '#main/usecases/packing/parcel-rows.ts';
import { tareOf } from '#main/usecases/packing/weigh-parcel.ts';
import type { WeightPolicy } from '#main/usecases/packing/weigh-parcel.ts';
import type { ParcelPackaging, WeightBasis } from '#shared/contract/packing.ts';

/** What the expected weight of a parcel is made of, for whoever doubts it. */
export function weightBasis(
  lines: readonly ParcelLineRow[],
  packaging: ParcelPackaging | null,
  policy: Pick<WeightPolicy, 'packagingG'>,
): WeightBasis {
  return {
    packagingG: tareOf(packaging, policy),
    packaging,
    lines: lines
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
