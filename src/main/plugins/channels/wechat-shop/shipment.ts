import { obstacleAt, shipRefusal, unknownOrder } from '#main/plugins/channels/ship-refusal.ts';
import type { ShipObstacle } from '#main/plugins/channels/ship-refusal.ts';
import type { ConfirmShipmentRequest } from '#main/plugins/channels/channel-connector.ts';
import { writeWechat } from '#main/plugins/channels/wechat-shop/call.ts';
import { isUnknownOrder } from '#main/plugins/channels/wechat-shop/error-table.ts';
import { linesOf, parcelsOf, shippedUnits } from '#main/plugins/channels/wechat-shop/order-reading.ts';
import { readOrderNow } from '#main/plugins/channels/wechat-shop/orders.ts';
import type { Order, Product, WechatShopContext } from '#main/plugins/channels/wechat-shop/schemas.ts';
import { BY_CARRIER, COMPANY_CODES, STATUS, WECHAT_SHOP_STATUS_MAP } from '#main/plugins/channels/wechat-shop/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

interface Share {
  readonly id: string;
  readonly product: Product;
  readonly units: number;
}

type Plan =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly failure: PluginFailure }
  | { readonly kind: 'send'; readonly shares: readonly Share[] };

/**
 * Reports a parcel with `/channels/ec/order/delivery/send`, always with the goods in it. The order is read first, each
 * time: a number that is already there is not reported again, and an order that must not be shipped by now is refused
 * here. When the answer is lost, the order is read once more before the outcome is called unknown.
 */
export async function confirmWechatShipment(
  context: WechatShopContext,
  request: ConfirmShipmentRequest,
): Promise<PluginResult<{ alreadyDone: boolean }>> {
  const before = await readOrderNow(context, request.externalNumber);
  if (!before.ok)
    return failed(isUnknownOrder(before.failure.vendorText) ? unknownOrder(before.failure) : before.failure);
  const deliveryId = context.config.companyCodes[request.carrierId] ?? COMPANY_CODES[request.carrierId];
  if (deliveryId === undefined)
    return failed(shipRefusal('carrier', null, `no WeChat delivery id for carrier ${request.carrierId}`));
  const plan = planShipment(before.value, request);
  if (plan.kind === 'done') return succeeded({ alreadyDone: true });
  if (plan.kind === 'refused') return failed(plan.failure);

  const products = plan.shares.map(({ product, units }) => ({
    product_id: product.product_id,
    sku_id: product.sku_id,
    product_cnt: units,
  }));
  const sent = await writeWechat(context, {
    path: '/channels/ec/order/delivery/send',
    fields: {
      order_id: request.externalNumber,
      delivery_list: [
        {
          delivery_id: deliveryId,
          waybill_id: request.trackingNumber,
          deliver_type: BY_CARRIER,
          product_infos: products,
        },
      ],
    },
    answer: z.unknown(),
  });
  if (sent.ok) return succeeded({ alreadyDone: false });
  if (sent.failure.kind !== 'unknown_outcome') return failed(sent.failure);
  const after = await readOrderNow(context, request.externalNumber);
  const arrived = after.ok && isReported(after.value, request.trackingNumber);
  return arrived ? succeeded({ alreadyDone: false }) : failed(sent.failure);
}

/** Pure: compares the parcel with the order. */
function planShipment(order: Order, request: ConfirmShipmentRequest): Plan {
  if (isReported(order, request.trackingNumber)) return { kind: 'done' };
  const { status } = order;
  if (status !== STATUS.waiting && status !== STATUS.partShipped)
    return refused(
      obstacleAt(request.statusMap ?? WECHAT_SHOP_STATUS_MAP, status),
      status,
      `the order stands at ${status}`,
    );
  const open = linesOf(order).map(({ id, product }) => ({
    id,
    product,
    units: product.sku_cnt - product.finish_aftersale_sku_cnt - shippedUnits(order, id),
  }));
  const lines = request.lines.length === 0 ? (request.inParcel ?? []) : request.lines;
  const shares = lines.length === 0 ? open.filter(({ units }) => units > 0) : sharesOf(open, lines);
  if (shares === null) return refused('less_left', status, 'the parcel holds more than the platform has left to ship');
  if (shares.length === 0) return refused('closed', status, 'nothing is left to ship');
  const refunding = shares.find(({ product }) => product.on_aftersale_sku_cnt > 0);
  if (refunding) return refused('refund', 'on_aftersale', `after-sales of ${refunding.id} are under way`);
  return { kind: 'send', shares };
}

/** The lines of the parcel as far as the order still has them open; null when it has less. */
function sharesOf(open: readonly Share[], lines: ConfirmShipmentRequest['lines']): readonly Share[] | null {
  const wanted = new Map<string, number>();
  for (const line of lines) wanted.set(line.externalLineId, (wanted.get(line.externalLineId) ?? 0) + line.quantity);
  const shares = [...wanted].map(([lineId, units]) => {
    const share = open.find(({ id }) => id === lineId);
    return share && share.units >= units ? { ...share, units } : null;
  });
  return shares.some((share) => share === null) ? null : shares.filter((share) => share !== null);
}

function isReported(order: Order, trackingNumber: string): boolean {
  return parcelsOf(order).some((parcel) => parcel.waybill_id === trackingNumber);
}

function refused(obstacle: ShipObstacle, status: string, text: string): Plan {
  return { kind: 'refused', failure: shipRefusal(obstacle, status, text) };
}
