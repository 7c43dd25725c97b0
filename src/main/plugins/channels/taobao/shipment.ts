import type { ConfirmShipmentRequest, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { AFTER_SALES_OPEN } from '#main/plugins/channels/draft-rules.ts';
import { writeTop } from '#main/plugins/channels/taobao/call.ts';
import { refusal } from '#main/plugins/channels/call-failures.ts';
import { obstacleAt, shipRefusal, unknownOrder } from '#main/plugins/channels/ship-refusal.ts';
import type { ShipObstacle } from '#main/plugins/channels/ship-refusal.ts';
import { SendAnswer } from '#main/plugins/channels/taobao/schemas.ts';
import type { SubOrder, TaobaoContext, Trade } from '#main/plugins/channels/taobao/schemas.ts';
import { isUnknownTrade, readTrade } from '#main/plugins/channels/taobao/trade-detail.ts';
import { CLOSED, COMPANY_CODES, SHIPPABLE, TAOBAO_STATUS_MAP } from '#main/plugins/channels/taobao/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';

/** What the order's present state says about the parcel. */
type Plan =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly failure: PluginFailure }
  | { readonly kind: 'send'; readonly parameters: Readonly<Record<string, string>> };

/**
 * Reports a parcel with `taobao.logistics.online.send`. The order is read first, each time: a parcel that is already
 * there is not reported again, and an order that must not be shipped by now is refused here. When the answer to the
 * report is lost, the order is read once more before the outcome is called unknown.
 */
export async function confirmTaobaoShipment(
  context: TaobaoContext,
  request: ConfirmShipmentRequest,
): Promise<PluginResult<{ alreadyDone: boolean }>> {
  const before = await readTrade(context, request.externalNumber);
  if (!before.ok) return failed(isUnknownTrade(before) ? unknownOrder(before.failure) : before.failure);
  const companyCode = context.config.companyCodes[request.carrierId] ?? COMPANY_CODES[request.carrierId];
  if (companyCode === undefined)
    return failed(shipRefusal('carrier', null, `no TOP company code for carrier ${request.carrierId}`));
  const plan = planShipment(before.value.trade, request, companyCode);
  if (plan.kind === 'done') return succeeded({ alreadyDone: true });
  if (plan.kind === 'refused') return failed(plan.failure);

  const sent = await writeTop(context, {
    method: 'taobao.logistics.online.send',
    parameters: plan.parameters,
    answer: SendAnswer,
  });
  if (sent.ok && sent.value.shipping.is_success) return succeeded({ alreadyDone: false });
  if (sent.ok) return failed(refusal(null, 'is_success is false'));
  if (sent.failure.kind !== 'unknown_outcome') return failed(sent.failure);
  const after = await readTrade(context, request.externalNumber);
  const arrived = after.ok && planShipment(after.value.trade, request, companyCode).kind === 'done';
  return arrived ? succeeded({ alreadyDone: false }) : failed(sent.failure);
}

/** Pure: compares the parcel with the order. TOP ships whole sub-orders; a part of an order goes with `is_split`. */
function planShipment(trade: Trade, request: ConfirmShipmentRequest, companyCode: string): Plan {
  const open = trade.orders.order.filter((order) => !CLOSED.has(order.status));
  const statusMap = request.statusMap ?? TAOBAO_STATUS_MAP;
  const lines = request.lines.length === 0 ? (request.inParcel ?? []) : request.lines;
  const wantedIds = new Set(lines.map((line) => line.externalLineId));
  const wanted = wantedIds.size === 0 ? open : trade.orders.order.filter((order) => wantedIds.has(oidOf(order)));
  if (wanted.length < wantedIds.size)
    return refused('less_left', trade.status, 'a sub-order of the parcel is unknown to the platform');

  const remaining = wanted.filter((order) => order.invoice_no !== request.trackingNumber);
  if (wanted.length > 0 && remaining.length === 0) return { kind: 'done' };
  const sent = remaining.find((order) => order.invoice_no !== '');
  if (sent)
    return refused('other_parcel', sent.status, `sub-order ${oidOf(sent)} already left with ${sent.invoice_no}`);
  if (!SHIPPABLE.has(trade.status))
    return refused(obstacleAt(statusMap, trade.status), trade.status, `the order stands at ${trade.status}`);
  for (const order of remaining) {
    const oid = oidOf(order);
    if (CLOSED.has(order.status))
      return refused('less_left', order.status, `sub-order ${oid} stands at ${order.status}`);
    if (!SHIPPABLE.has(order.status))
      return refused(obstacleAt(statusMap, order.status), order.status, `sub-order ${oid} stands at ${order.status}`);
    if (isRefundOpen(order, statusMap))
      return refused('refund', order.refund_status, `a refund of sub-order ${oid} is under way`);
  }
  if (remaining.length === 0) return refused('closed', trade.status, 'nothing is left to ship');

  const isWhole = remaining.length === open.length;
  return {
    kind: 'send',
    parameters: {
      tid: request.externalNumber,
      company_code: companyCode,
      out_sid: request.trackingNumber,
      is_split: isWhole ? '0' : '1',
      ...(isWhole ? {} : { sub_tid: remaining.map(oidOf).join(',') }),
    },
  };
}

export function oidOf(order: SubOrder): string {
  return order.oid_str ?? order.oid ?? '';
}

/** A status that no table knows may mean one too: somebody looks first. */
function isRefundOpen({ refund_status: status }: SubOrder, statusMap: readonly StatusMapRow[]): boolean {
  if (status === '') return false;
  const row = statusMap.find((each) => each.axis === 'refund' && each.vendorStatus === status);
  return row?.afterSales ? AFTER_SALES_OPEN.has(row.afterSales) : true;
}

function refused(obstacle: ShipObstacle, status: string, text: string): Plan {
  return { kind: 'refused', failure: shipRefusal(obstacle, status, text) };
}
