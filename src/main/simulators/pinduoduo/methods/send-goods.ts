import type { WireObject } from '#main/simulators/kit/wire-json.ts';
import { PDD_COMPANIES } from '../logistics-companies.ts';
import type { PddContext, PddMethod, PddParameters } from '../pdd-context.ts';
import { PddFailure, invalidParameter, refusedByRule } from '../pdd-failure.ts';
import { blockReasonOf } from '../pdd-order.ts';
import type { PddSimOrder } from '../pdd-order.ts';
import { required } from './parameters.ts';

/** Pinduoduo ships an order that is to be shipped and not held back; a refund under way it leaves to the merchant. */
function checkSendable(order: PddSimOrder): void {
  if (order.confirmStatus !== 1 || order.groupStatus !== 1) throw refusedByRule('订单未成团，不可发货');
  if (order.riskControlStatus === 1) throw refusedByRule('订单审核中，不可发货');
  if (order.refundStatus === 4) throw refusedByRule('订单已退款，不可发货');
}

function send(parameters: PddParameters, context: PddContext): WireObject {
  const order = context.store.get(required(parameters, 'order_sn'));
  if (!order) throw refusedByRule('订单不存在');
  const id = required(parameters, 'logistics_id');
  const company = PDD_COMPANIES.find((each) => String(each.id) === id);
  if (!company?.isAvailable) throw invalidParameter('logistics_id', '快递公司不支持');
  const trackingNumber = required(parameters, 'tracking_number');
  if (!/^[A-Z0-9]{8,24}$/.test(trackingNumber)) throw refusedByRule('运单号格式不正确');
  const isChange = parameters.get('redelivery_type') === '2';
  checkSendable(order);
  if (!isChange && order.orderStatus !== 1) throw refusedByRule('订单已发货');
  if (isChange && order.orderStatus !== 2) throw refusedByRule('订单未发货，不能修改');

  const nowMs = context.clock.nowMs();
  const shippedAgainst = blockReasonOf(order);
  order.orderStatus = 2;
  order.logisticsId = company.id;
  order.trackingNumber = trackingNumber;
  order.shippingAtMs ??= nowMs;
  context.store.touch(order, nowMs);
  context.books.noteShipment({
    externalNumber: order.orderSn,
    trackingNumber,
    carrier: company.code,
    lineNumbers: [order.item.skuId],
    firstAcceptedAtMs: nowMs,
    shippedAgainst,
  });
  context.hub.publish('pdd_trade_TradeSellerShip', order);
  return { is_success: true };
}

/** pdd.logistics.online.send; every refusal goes into the books. */
export const logisticsOnlineSend: PddMethod = {
  type: 'pdd.logistics.online.send',
  root: 'logistics_online_send_response',
  needsToken: true,
  run(parameters, context) {
    try {
      return send(parameters, context);
    } catch (error) {
      if (error instanceof PddFailure) {
        context.books.noteRefusal({
          externalNumber: parameters.get('order_sn') ?? '',
          trackingNumber: parameters.get('tracking_number') ?? '',
          code: String(error.code),
          atMs: context.clock.nowMs(),
        });
      }
      throw error;
    }
  },
};

/** pdd.logistics.companies.get: needs no merchant. */
export const logisticsCompaniesGet: PddMethod = {
  type: 'pdd.logistics.companies.get',
  root: 'logistics_companies_get_response',
  needsToken: false,
  run: () => ({
    logistics_companies: PDD_COMPANIES.map((company) => ({
      id: company.id,
      code: company.code,
      logistics_company: company.name,
      available: company.isAvailable ? 1 : 0,
    })),
  }),
};
