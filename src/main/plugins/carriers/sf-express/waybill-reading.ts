import type { IssuedWaybill } from '#main/plugins/carriers/carrier-connector.ts';
import { refusal, shapeFailure } from '#main/plugins/carriers/sf-express/failures.ts';
import { OrderAnswer } from '#main/plugins/carriers/sf-express/schemas.ts';
import { FILTER, SF_TRACKING_NUMBER, WAYBILL_TYPE } from '#main/plugins/carriers/sf-express/units.ts';
import type { CallEffect } from '#main/lib/http-fault-meaning.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginMessage, PluginResult } from '#main/plugins/plugin-result.ts';

/**
 * Reads the `msgData` that creating and searching share. A number for an address that SF does not deliver to is a
 * refusal: a parcel with that label would come back.
 */
export function readWaybill(msgData: unknown, alreadyIssued: boolean, effect: CallEffect): PluginResult<IssuedWaybill> {
  const parsed = OrderAnswer.safeParse(msgData);
  if (!parsed.success) return failed(shapeFailure('the waybill cannot be read', effect));
  const order = parsed.data;
  if (order.filterResult === FILTER.undeliverable)
    return failed(refusal('filterResult 3', order.remark || 'SF does not deliver to this address'));
  const waybills = order.waybillNoInfoList ?? [];
  const parent = waybills.find((waybill) => waybill.waybillType === WAYBILL_TYPE.parent)?.waybillNo;
  if (parent === undefined && order.filterResult === FILTER.manual) {
    return failed(refusal('filterResult 1', order.remark || 'SF checks the address by hand; no number is issued yet'));
  }
  if (parent === undefined || !SF_TRACKING_NUMBER.test(parent))
    return failed(shapeFailure('no SF waybill number', effect));
  const children = waybills
    .filter((waybill) => waybill.waybillType === WAYBILL_TYPE.child)
    .map((waybill) => waybill.waybillNo);
  const waybill = { trackingNumber: parent, childNumbers: children, alreadyIssued, route: routeOf(order) };
  return succeeded(waybill, remarksOn(order));
}

/** Whatever SF says of the address beside "deliverable", values that its documents do not list included. */
function remarksOn({ filterResult, remark }: OrderAnswer): readonly PluginMessage[] {
  if (filterResult === null || filterResult === undefined || filterResult === FILTER.deliverable) return [];
  return [{ code: 'INFO', vendorCode: `filterResult ${filterResult}`, vendorText: remark }];
}

function routeOf(order: OrderAnswer): IssuedWaybill['route'] {
  const label = order.routeLabelInfo?.find((info) => info.routeLabelData)?.routeLabelData;
  return {
    originCode: order.originCode,
    destinationCode: order.destCode,
    routeLabel: label?.destRouteLabel ?? '',
    twoDimensionCode: label?.twoDimensionCode ?? '',
    sortingCode: label?.codingMapping ?? '',
  };
}
