import { Buffer } from 'node:buffer';
import { formatBeijingTime } from '../kit/beijing-time.ts';
import { decimalText } from '../kit/decimal-text.ts';
import type { WireObject } from '../kit/wire-json.ts';
import type { PddSimOrder } from './pdd-order.ts';

const time = (atMs: number | undefined): string => (atMs === undefined ? '' : formatBeijingTime(atMs));

/** Looks like ciphertext and is none: marks around base64. */
const seal = (text: string, mark: string): string =>
  `${mark}AgAAA${Buffer.from(text, 'utf8').toString('base64')}${mark}0${mark}`;

const maskName = (name: string): string => `${[...name][0] ?? ''}*`;
const maskPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;

/** The text behind the marks. */
export const unseal = (sealed: string): string => {
  const [, body = ''] = /^[~$]AgAAA(.*?)[~$]0[~$]$/.exec(sealed) ?? [];
  return Buffer.from(body, 'base64').toString('utf8');
};

/** Ciphertext only while the order is to be shipped and not under review, empty otherwise; masks always (reference A3). */
function receiverView(order: PddSimOrder): WireObject {
  const { receiver } = order;
  const isOpen =
    order.confirmStatus === 1 && order.groupStatus === 1 && order.orderStatus === 1 && order.riskControlStatus === 0;
  const sealed = (text: string, mark: string): string => (isOpen ? seal(text, mark) : '');
  return {
    receiver_name: sealed(receiver.name, '~'),
    receiver_phone: sealed(receiver.phone, '$'),
    receiver_address: sealed(receiver.address, '~'),
    receiver_name_mask: maskName(receiver.name),
    receiver_phone_mask: maskPhone(receiver.phone),
    receiver_address_mask: '***',
    country: '中国',
    country_id: 0,
    province: receiver.province,
    province_id: 1,
    city: receiver.city,
    city_id: 1,
    town: receiver.district,
    town_id: 1,
  };
}

/** One order as both the lists and the detail call send it: times in UTC+8, amounts as text in yuan, ids as numbers. */
export function orderView(order: PddSimOrder): WireObject {
  const { item } = order;
  return {
    order_sn: order.orderSn,
    order_status: order.orderStatus,
    refund_status: order.refundStatus,
    after_sales_status: order.afterSalesStatus,
    confirm_status: order.confirmStatus,
    group_status: order.groupStatus,
    risk_control_status: order.riskControlStatus,
    created_time: time(order.createdAtMs),
    confirm_time: time(order.confirmAtMs),
    pay_time: time(order.payAtMs),
    shipping_time: time(order.shippingAtMs),
    receive_time: time(order.receiveAtMs),
    updated_at: time(order.updatedAtMs),
    last_ship_time: time(order.confirmAtMs === undefined ? undefined : order.confirmAtMs + 48 * 3_600_000),
    pay_amount: decimalText(order.payMinor),
    goods_amount: decimalText(order.goodsMinor),
    discount_amount: decimalText(order.sellerDiscountMinor + order.platformDiscountMinor),
    platform_discount: decimalText(order.platformDiscountMinor),
    seller_discount: decimalText(order.sellerDiscountMinor),
    postage: decimalText(order.postageMinor),
    order_change_amount: '0.00',
    ...receiverView(order),
    buyer_memo: order.buyerMemo,
    remark: order.remark,
    remark_tag: order.remarkTag,
    is_stock_out: 0,
    stock_out_handle_status: -1,
    is_pre_sale: order.stepTradeStatus === undefined ? 0 : 1,
    is_lucky_flag: 1,
    free_sf: 0,
    invoice_status: 0,
    logistics_id: order.logisticsId,
    tracking_number: order.trackingNumber,
    extra_delivery_list: [],
    gift_list: [],
    order_tag_list: [{ name: 'delivery_one_day', value: 0 }],
    step_order_info: order.stepTradeStatus === undefined ? null : { step_trade_status: order.stepTradeStatus },
    trade_type: order.stepTradeStatus === undefined ? 0 : 1,
    item_list: [
      {
        goods_id: BigInt(item.goodsId),
        sku_id: BigInt(item.skuId),
        outer_id: item.outerId,
        outer_goods_id: item.outerGoodsId,
        goods_name: item.name,
        goods_spec: item.spec,
        goods_count: item.count,
        goods_price: decimalText(item.priceMinor),
      },
    ],
  };
}

/** One after-sales case as the list sends it. */
export function refundView(order: PddSimOrder): WireObject {
  const { refund, item } = order;
  if (!refund) throw new RangeError(`order ${order.orderSn} has no refund`);
  return {
    id: BigInt(refund.id),
    order_sn: order.orderSn,
    after_sales_status: refund.status,
    after_sales_type: refund.type,
    after_sale_reason: '不想要了',
    confirm_time: time(order.confirmAtMs),
    created_time: time(refund.createdAtMs),
    updated_time: time(refund.updatedAtMs),
    order_amount: decimalText(order.payMinor),
    refund_amount: decimalText(refund.amountMinor),
    discount_amount: decimalText(order.sellerDiscountMinor + order.platformDiscountMinor),
    goods_id: BigInt(item.goodsId),
    sku_id: item.skuId,
    goods_name: item.name,
    goods_number: String(item.count),
    goods_price: decimalText(item.priceMinor),
    outer_goods_id: item.outerGoodsId,
    outer_id: item.outerId,
    tracking_number: order.trackingNumber,
    speed_refund_flag: 0,
  };
}
