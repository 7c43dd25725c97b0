import type { ScannedUnit } from '#core/scanning/read-scan.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { checkMayPack } from '#main/usecases/packing/check-may-pack.ts';
import { findSku } from '#main/usecases/packing/find-sku.ts';
import { contentChanged } from '#main/usecases/packing/content-changed.ts';
import { parcelLines } from '#main/usecases/packing/parcel-rows.ts';
import type { ParcelRow } from '#main/usecases/packing/parcel-rows.ts';
import { warehouseZone } from '#main/usecases/system/warehouse-zone.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { ErrorData } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';
import { formatInZone } from '#shared/i18n/format-in-zone.ts';

export type ItemScan =
  | { readonly ok: true; readonly skuCode: string; readonly lineId: string; readonly complete: boolean }
  | { readonly ok: false; readonly code: ErrorCode; readonly data: ErrorData; readonly skuCode: string | null };

export interface ScannedItem {
  readonly code: string;
  readonly candidates: readonly string[];
  /** One, or as many as a quantity barcode said before. */
  readonly quantity: number;
  readonly unit: ScannedUnit;
  /** A person said that it goes into the box although its date is past. */
  readonly isExpiredMeant: boolean;
}

/**
 * Counts one scanned unit, or as many as a quantity barcode said before, into the parcel (promise P3). What does not belong
 * is refused and written to the timeline; so is a number that the line does not need, as a whole. Goods whose date is past
 * count only when a person says so, and the timeline keeps that.
 * @throws AppError of {@link checkMayPack}
 */
export function scanItem(
  tx: WriteTx,
  context: Pick<UseCaseContext, 'clock'>,
  act: Act,
  parcel: ParcelRow,
  item: ScannedItem,
): ItemScan {
  const { code, candidates, quantity, unit } = item;
  checkMayPack(tx, parcel.order_id);
  const sku = findSku(tx, candidates);
  if (!sku) return { ok: false, code: 'ERR_PACKING_CODE_UNKNOWN', data: { code }, skuCode: null };
  const lines = parcelLines(tx, parcel);
  const mine = lines.filter((line) => line.sku_id === sku.id);
  // A further item ends a partial parcel: it is full again, or made partial anew.
  const open = mine.find((line) => line.scanned < line.wanted);
  if (!open) {
    const refused = mine.length === 0 ? 'ERR_PACKING_ITEM_WRONG' : 'ERR_PACKING_ITEM_SURPLUS';
    recordEvent(tx, {
      orderId: parcel.order_id,
      atMs: context.clock.nowMs(),
      type: 'packing.item_refused',
      act,
      rule: refused,
      data: { skuCode: sku.code, code },
    });
    return { ok: false, code: refused, data: { sku: sku.code, title: sku.title }, skuCode: sku.code };
  }
  const needed = open.wanted - open.scanned;
  if (quantity > needed)
    return { ok: false, code: 'ERR_PACKING_QUANTITY_INVALID', data: { quantity, needed }, skuCode: sku.code };
  if (isExpired(tx, context.clock.nowMs(), unit)) {
    const { expiry } = unit;
    if (!item.isExpiredMeant)
      return { ok: false, code: 'ERR_PACKING_GOODS_EXPIRED', data: { sku: sku.code, expiry }, skuCode: sku.code };
    recordEvent(tx, {
      orderId: parcel.order_id,
      atMs: context.clock.nowMs(),
      type: 'packing.expired_accepted',
      act,
      rule: 'ERR_PACKING_GOODS_EXPIRED',
      data: { shipmentId: parcel.id, skuCode: sku.code, quantity, expiry, lot: unit.lot ?? '' },
    });
  }
  tx.prepare<[string, string, number]>(
    'INSERT INTO shipment_lines (shipment_id, order_line_id, quantity) VALUES (?, ?, ?) ON CONFLICT (shipment_id, order_line_id) DO UPDATE SET quantity = quantity + excluded.quantity',
  ).run(parcel.id, open.id, quantity);
  contentChanged(tx, parcel.id);
  const missing = lines.reduce((sum, line) => sum + Math.max(0, line.wanted - line.scanned), 0) - quantity;
  if (missing === 0) {
    recordEvent(tx, {
      orderId: parcel.order_id,
      atMs: context.clock.nowMs(),
      type: 'packing.items_complete',
      act,
      rule: null,
      data: { shipmentId: parcel.id, units: lines.reduce((sum, line) => sum + line.wanted, 0) },
    });
  }
  tx.changed('packing');
  return { ok: true, skuCode: sku.code, lineId: open.id, complete: missing === 0 };
}

/** The day of the date itself is still good, on the clock of the warehouse. */
function isExpired(db: ReadDb, nowMs: number, { expiry }: ScannedUnit): boolean {
  return expiry !== null && expiry < formatInZone(nowMs, warehouseZone(db)).slice(0, 10);
}
