import type { Act } from '#main/usecases/actor.ts';
import { packingStops } from '#main/usecases/packing/check-may-pack.ts';
import { parcelLines } from '#main/usecases/packing/parcel-rows.ts';
import type { ParcelRow } from '#main/usecases/packing/parcel-rows.ts';
import { expectedOf } from '#main/usecases/packing/weigh-parcel.ts';
import type { WeightPolicy } from '#main/usecases/packing/weigh-parcel.ts';
import type { ChooseCarrier, SenderOf } from '#main/usecases/shipping/connected-carrier.ts';
import { requestWaybill } from '#main/usecases/shipping/request-waybill.ts';
import { waybillOf } from '#main/usecases/shipping/waybill-rows.ts';
import { parcelPackaging } from '#main/usecases/weighing/parcel-packaging.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';

export interface AheadServices {
  readonly chooseCarrier: ChooseCarrier;
  readonly senderOf: SenderOf;
  weightPolicy(): WeightPolicy;
}

/**
 * Buys the waybill of a box while it is being filled, with the weight that it should have, under the same key as closing the
 * box would: whoever comes second finds the first one's (promise P2). A box that was closed, put back or stopped meanwhile, or
 * whose goods have no known weight, is left to the packer; so is a carrier's refusal, which closing the box meets again.
 * @returns ERR_CARRIER_OUTCOME_UNKNOWN while nobody knows whether it was bought, else null
 */
export async function buyWaybillAhead(
  context: UseCaseContext,
  services: AheadServices,
  act: Act,
  shipmentId: string,
  signal: AbortSignal,
): Promise<Problem | null> {
  const parcel = context.read
    .prepare<[string], ParcelRow & { readonly warehouse_id: string }>(
      "SELECT s.*, o.warehouse_id FROM shipments s JOIN orders o ON o.id = s.order_id WHERE s.id = ? AND s.state = 'open'",
    )
    .get(shipmentId);
  if (!parcel || waybillOf(context.read, shipmentId)?.state === 'failed') return null;
  // Nearly closed, and not with what was expected.
  if (parcel.is_partial === 1) return null;
  if (packingStops(context.read, parcel.order_id).length > 0) return null;
  const packaging = parcelPackaging(context.read, parcel.id);
  const expected = expectedOf(parcelLines(context.read, parcel), packaging, services.weightPolicy());
  if (!expected || expected.expectedG <= 0) return null;
  const problem = await requestWaybill(
    context,
    act,
    services.chooseCarrier(parcel.order_id),
    services.senderOf(parcel.warehouse_id),
    shipmentId,
    signal,
    { expectedG: expected.expectedG },
  );
  return problem?.code === 'ERR_CARRIER_OUTCOME_UNKNOWN' ? problem : null;
}
