import { formatBeijingTime } from '../kit/beijing-time.ts';
import { decimalText } from '../kit/decimal-text.ts';
import type { WireObject, WireValue } from '../kit/wire-json.ts';
import type { JdReceiver, JdSimOrder } from './jd-order.ts';

const maskName = (name: string): string => `${[...name][0] ?? ''}**`;
const maskPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;

/** Seals a text with the merchant's key. */
export type Seal = (text: string) => string;

const sealed = ({ name, mobile, address }: JdReceiver, seal: Seal): WireObject => ({
  fullname: seal(name),
  telephone: seal(mobile),
  mobile: seal(mobile),
  fullAddress: seal(address),
});

const masked = ({ name, mobile, province, city, county, town }: JdReceiver): WireObject => ({
  fullname: maskName(name),
  telephone: maskPhone(mobile),
  mobile: maskPhone(mobile),
  fullAddress: `${province}${city}${county}${town}****`,
});

/** The members that were asked for in `optional_fields`; amounts and counts are texts, an absent time is year one. `seal` for the calls with `en`. */
export function orderView(order: JdSimOrder, optionalFields: string, seal: Seal | null): WireObject {
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
      ...(seal && order.isSealed ? sealed(receiver, seal) : masked(receiver)),
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
