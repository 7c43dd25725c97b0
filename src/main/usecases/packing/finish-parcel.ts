import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { moveOrder } from '#main/usecases/orders/move-order.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { checkAtPacking } from '#main/usecases/customs/desk/check-at-packing.ts';
import { checkMayPack } from '#main/usecases/packing/check-may-pack.ts';
import { checkBox } from '#main/usecases/packing/check-box.ts';
import { requireParcel } from '#main/usecases/packing/parcel-rows.ts';
import type { ParcelRow } from '#main/usecases/packing/parcel-rows.ts';
import { recordUnits } from '#main/usecases/packing/record-units.ts';
import { printWaybill } from '#main/usecases/printing/print-waybill.ts';
import type { PrintingServices } from '#main/usecases/printing/print-waybill.ts';
import type { ChooseCarrier, SenderOf } from '#main/usecases/shipping/connected-carrier.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import { learnFromParcel } from '#main/usecases/weighing/learn-from-parcel.ts';
import { goodsOf } from '#main/usecases/shipping/read-waybill-request.ts';
import { requestWaybill } from '#main/usecases/shipping/request-waybill.ts';
import { waybillOf } from '#main/usecases/shipping/waybill-rows.ts';
import type { WaybillRequest } from '#main/plugins/carriers/carrier-connector.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface FinishServices {
  readonly chooseCarrier: ChooseCarrier;
  readonly senderOf: SenderOf;
  readonly printing: PrintingServices;
  /** Fetches the order from its channel with a short time limit; offline is no obstacle. Resolves when done or given up. */
  recheckOrder(orderId: string, signal: AbortSignal): Promise<void>;
}

/**
 * Closes the box: re-checks that the order still stands, gets its waybill and queues its label. Each step finds what an
 * earlier click, retry or crash already did (promise P2), so calling it again is harmless and resumes where it stopped.
 * @returns null when the label is queued, else what stands in the way.
 * @throws AppError ERR_PACKING_WEIGHT_MISSING and those of {@link checkMayPack} and {@link checkBox}
 */
export async function finishParcel(
  context: UseCaseContext,
  services: FinishServices,
  act: Act,
  stationId: string,
  signal: AbortSignal,
): Promise<Problem | null> {
  const parcel = requireParcel(context.read, stationId);
  if (parcel.state === 'labelled' || parcel.state === 'shipped') return null;
  await services.recheckOrder(parcel.order_id, signal);
  // In a transaction of its own: what it finds stands also when the box is refused for it.
  context.db.transaction((tx) => checkAtPacking(tx, context.clock.nowMs(), act, parcel.order_id));
  const close = (tx: WriteTx): ParcelRow => pack(tx, context, act, parcel.id);
  if (waybillOf(context.read, parcel.id)?.state === 'issued' && !outdatedWaybill(context, parcel)) {
    await printAndClose(context, services, act, { parcelId: parcel.id, stationId }, close);
    return null;
  }
  const packed = context.db.transaction(close);
  const outdated = outdatedWaybill(context, packed);
  if (outdated) return outdated;
  const order = context.read
    .prepare<[string], { warehouse_id: string }>('SELECT warehouse_id FROM orders WHERE id = ?')
    .get(packed.order_id);
  const problem = await requestWaybill(
    context,
    act,
    services.chooseCarrier(packed.order_id),
    services.senderOf(order?.warehouse_id ?? ''),
    packed.id,
    signal,
  );
  if (problem) return problem;
  checkMayPack(context.read, packed.order_id);
  checkBox(context.read, packed);
  await printWaybill(context, services.printing, act, packed.id, stationId);
  return null;
}

/** With its waybill held, the box is closed in the commit that queues its label. A label that cannot be drawn leaves it closed too. */
async function printAndClose(
  context: UseCaseContext,
  services: FinishServices,
  act: Act,
  place: { readonly parcelId: string; readonly stationId: string },
  close: (tx: WriteTx) => ParcelRow,
): Promise<void> {
  try {
    await printWaybill(context, services.printing, act, place.parcelId, place.stationId, close);
  } catch (error) {
    context.db.transaction(close);
    throw error;
  }
}

/** A waybill that was bought ahead of packing, for other goods than those that lie in the box now: it must not go out with them. */
function outdatedWaybill(context: UseCaseContext, parcel: ParcelRow): Problem | null {
  const waybill = waybillOf(context.read, parcel.id);
  if (waybill?.state !== 'issued') return null;
  const { goods } = JSON.parse(waybill.request_json) as Partial<Pick<WaybillRequest, 'goods'>>;
  if (!goods || JSON.stringify(goods) === JSON.stringify(goodsOf(context.read, parcel.id, false))) return null;
  return { code: 'ERR_PACKING_WAYBILL_OUTDATED', data: { number: waybill.tracking_number ?? '' } };
}

function pack(tx: WriteTx, context: UseCaseContext, act: Act, shipmentId: string): ParcelRow {
  const parcel = tx.prepare<[string], ParcelRow>('SELECT * FROM shipments WHERE id = ?').get(shipmentId);
  if (!parcel) throw new AppError('ERR_PACKING_NO_SESSION', {});
  checkMayPack(tx, parcel.order_id);
  checkBox(tx, parcel);
  if (parcel.state !== 'open') return parcel;
  if (parcel.weight_g === null) throw new AppError('ERR_PACKING_WEIGHT_MISSING', {});
  const atMs = context.clock.nowMs();
  tx.prepare<[number, string]>(
    "UPDATE shipments SET state = 'packed', packed_at_ms = ?, version = version + 1 WHERE id = ?",
  ).run(atMs, parcel.id);
  learnFromParcel(tx, parcel, readSetting(tx, 'packagingG'), atMs);
  moveOrder(tx, atMs, parcel.order_id, { fulfilment: 'packed' });
  recordEvent(tx, {
    orderId: parcel.order_id,
    atMs,
    type: 'packing.packed',
    act,
    rule: null,
    data: { shipmentId: parcel.id, weightG: parcel.weight_g, weightSource: parcel.weight_source },
  });
  recordUnits(tx, act, atMs, parcel);
  tx.changed('packing');
  return { ...parcel, state: 'packed' };
}
