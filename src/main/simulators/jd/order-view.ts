import { formatBeijingTime } from '../kit/beijing-time.ts';
import { decimalText } from '../kit/decimal-text.ts';
import type { WireObject, WireValue } from '../kit/wire-json.ts';
import type { JdSimOrder } from './jd-order.ts';

const maskName = (name: string): string => `${[...name][0] ?? ''}**`;
const maskPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;

/** The members that were asked for in `optional_fields`; amounts and counts are texts, and an absent time is year one. */
export function orderView(order: JdSimOrder, optionalFields: string): WireObject {
  const wanted = new Set(optionalFields.split(',').map((name) => name.trim()));
  const { receiver } = order;
  const all: Record<string, WireValue> = {
    orderId: order.orderId,
    venderId: '100001',
    orderType: '22',
    payType: order.payType,
    orderTotalPrice: decimalText(order.goodsMinor),
    orderSellerPrice: decimalText(order.goodsMinor),
    orderPayment: decimalText(order.payMinor),
    freightPrice: decimalText(order.freightMinor),
    sellerDiscount: '0.00',
    orderState: order.state,
    orderStateRemark: '',
    deliveryType: '任意时间',
    orderRemark: order.remark,
    orderStartTime: formatBeijingTime(order.createdAtMs),
    modified: formatBeijingTime(order.modifiedAtMs),
    paymentConfirmTime: order.payAtMs === undefined ? '0001-01-01 00:00:00' : formatBeijingTime(order.payAtMs),
    consigneeInfo: {
      fullname: maskName(receiver.name),
      telephone: maskPhone(receiver.mobile),
      mobile: maskPhone(receiver.mobile),
      fullAddress: `${receiver.province}${receiver.city}${receiver.county}${receiver.town}****`,
      province: receiver.province,
      city: receiver.city,
      county: receiver.county,
      town: receiver.town,
      oaid: order.oaid,
    },
    itemInfoList: order.items.map((item) => ({
      skuId: item.skuId,
      outerSkuId: item.outerSkuId,
      skuName: item.name,
      jdPrice: decimalText(item.priceMinor),
      wareId: item.wareId,
      itemTotal: String(item.count),
    })),
    couponDetailList: [],
    venderRemark: order.venderRemark,
    waybill: order.waybill,
    logisticsId: order.logisticsId,
    parentOrderId: '0',
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has(name)));
}
