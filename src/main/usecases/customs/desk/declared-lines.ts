import { splitUnits } from '#core/customs/price-units.ts';
import { spreadAmount } from '#shared/model/spread-amount.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { readGoodsForCustoms } from '#main/usecases/customs/goods/read-goods.ts';
import type { CustomsLine } from '#shared/model/customs.ts';
import { NO_GOODS_FACTS } from '#shared/model/customs-goods.ts';
import type { GoodsFacts } from '#shared/model/customs-goods.ts';
import { OrderLineId, SkuId } from '#shared/model/ids.ts';

export interface DeclaredOrder {
  readonly id: string;
  readonly totalMinor: number;
  readonly shippingFeeMinor: number;
  readonly isPaid: boolean;
}

interface LineRow {
  readonly id: string;
  readonly sku_id: string | null;
  readonly sku_code: string;
  readonly quantity: number;
  readonly due: number;
  readonly paid_minor: number;
  /** Units in the parcel; null while there is none. */
  readonly boxed: number | null;
}

/**
 * The lines of a declaration: what lies in the parcel, or what the order still asks for. Worth is what was paid, with what was
 * taken off the order as a whole spread over its lines, so that they sum to the total of the goods (customs.md section 7).
 * @param convert order's minor units into the declaration's, rounded half up
 * @param fixed minor units of the declaration's currency for an amount of another; null: the rate is not known
 */
export function declaredLines(
  db: ReadDb,
  order: DeclaredOrder,
  shipmentId: string | null,
  convert: (minor: number) => number,
  fixed: (minor: number, currency: string) => number | null,
): CustomsLine[] {
  const rows = db
    .prepare<[string | null, string], LineRow>(
      `SELECT l.id, l.sku_id, l.sku_code, l.quantity, l.quantity - l.cancelled_quantity - l.packed_quantity AS due, l.paid_minor,
         (SELECT s.quantity FROM shipment_lines s WHERE s.shipment_id = ? AND s.order_line_id = l.id) AS boxed
       FROM order_lines l WHERE l.order_id = ? ORDER BY l.position`,
    )
    .all(shipmentId, order.id);
  const isBoxed = rows.some((row) => (row.boxed ?? 0) > 0);
  const goods = readGoodsForCustoms(
    db,
    rows.flatMap((row) => row.sku_id ?? []),
  );
  const worth = worthOf(order, rows);
  return rows.flatMap((row, index) => {
    const units = isBoxed ? (row.boxed ?? 0) : row.due;
    if (units <= 0) return [];
    const facts = (row.sku_id === null ? undefined : goods.get(SkuId.parse(row.sku_id))) ?? NO_GOODS_FACTS;
    const paid = firstUnits(worth[index] ?? 0, row.quantity, units);
    const declared = paid > 0 ? convert(paid) : fixedWorth(facts, units, fixed);
    const shares = splitUnits(declared, units);
    const paidShares = spreadAmount(
      paid,
      shares.map((share) => share.quantity),
    );
    return shares.map(({ quantity, unitMinor }, part) =>
      toLine(row, facts, quantity, unitMinor, order.isPaid ? (paidShares[part] ?? 0) : null),
    );
  });
}

/** What was paid for each line; discounts on the whole order make it less than the lines say. More is never declared than they say. */
function worthOf(order: DeclaredOrder, rows: readonly LineRow[]): number[] {
  const paid = rows.map((row) => Math.max(0, row.paid_minor));
  const sum = paid.reduce((all, minor) => all + minor, 0);
  const goodsTotal = Math.max(0, order.totalMinor - order.shippingFeeMinor);
  return goodsTotal > 0 && goodsTotal < sum ? spreadAmount(goodsTotal, paid) : paid;
}

/** What so many units of a line are worth. */
function firstUnits(lineMinor: number, quantity: number, units: number): number {
  if (units >= quantity) return lineMinor;
  return spreadAmount(lineMinor, [units, quantity - units])[0] ?? 0;
}

/** Where nothing was paid: samples and gifts have a worth all the same. */
function fixedWorth(
  facts: GoodsFacts,
  units: number,
  fixed: (minor: number, currency: string) => number | null,
): number {
  if (facts.valuePolicy.kind !== 'fixed') return 0;
  return (fixed(facts.valuePolicy.valueMinor, facts.valuePolicy.currency) ?? 0) * units;
}

function toLine(
  row: LineRow,
  facts: GoodsFacts,
  quantity: number,
  unitValueMinor: number,
  paidMinor: number | null,
): CustomsLine {
  return {
    orderLineId: OrderLineId.parse(row.id),
    skuId: row.sku_id === null ? null : SkuId.parse(row.sku_id),
    skuCode: row.sku_code.slice(0, 80),
    descriptionEn: facts.descriptionEn,
    descriptions: { ...facts.descriptions },
    material: facts.material,
    use: facts.use,
    quantity,
    unitCode: facts.unitCode,
    netWeightG: (facts.netWeightG ?? 0) * quantity,
    unitValueMinor,
    valueMinor: unitValueMinor * quantity,
    paidMinor,
    hsCodes: facts.hsCodes,
    origin: facts.origin,
    brand: facts.brand,
    brandKind: facts.brandKind,
    model: facts.model,
    gtin: facts.gtin,
    manufacturerProductId: facts.manufacturerProductId,
    battery: facts.battery,
    dangerClass: facts.dangerClass,
    flags: facts.flags,
    certificates: facts.certificates,
    elements: facts.elements,
  };
}
