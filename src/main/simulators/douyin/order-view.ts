import type { WireObject } from '../kit/wire-json.ts';
import type { AfterSaleCase, DouyinOrder, DouyinReceiver, SkuOrder } from './douyin-order.ts';

const seconds = (atMs: number | undefined): number => (atMs === undefined ? 0 : Math.floor(atMs / 1000));
const named = (name: string): WireObject => ({ name, id: '0' });

function regionView(receiver: DouyinReceiver): WireObject {
  const { place } = receiver;
  return {
    province: named(place.province),
    city: named(place.city),
    town: named(place.district),
    street: named(place.town),
  };
}

function skuView(order: DouyinOrder, sku: SkuOrder): WireObject {
  return {
    order_id: sku.id,
    parent_order_id: order.id,
    order_level: 3,
    order_status: sku.status,
    main_status: sku.status,
    // Ids of goods are bare numbers, far beyond 2^53.
    product_id: BigInt(sku.productId),
    product_id_str: sku.productId,
    sku_id: BigInt(sku.skuId),
    code: sku.code,
    out_sku_id: '0',
    product_name: sku.productName,
    spec: [{ name: '规格', value: sku.variant }],
    item_num: sku.itemNum,
    origin_amount: sku.priceMinor,
    sum_amount: sku.priceMinor * sku.itemNum,
    pay_amount: sku.payMinor,
    order_amount: sku.payMinor,
    trade_type: order.isPresale ? 2 : 0,
    room_id: BigInt(order.roomId),
    room_id_str: order.roomId,
    author_id: order.authorName === '' ? 0 : 104_512_345_678,
    author_name: order.authorName,
    given_product_type: sku.isGift ? 'FREE' : '',
    campaign_info: order.shopDiscountMinor > 0 ? [{ campaign_id: 1, campaign_name: '店铺满减' }] : [],
    sku_order_tag_ui: [],
    after_sale_info: {
      after_sale_status: sku.afterSaleStatus,
      after_sale_type: 2,
      refund_status: sku.afterSaleStatus === 12 ? 3 : sku.afterSaleStatus === 0 ? 0 : 1,
    },
  };
}

/** The shop order as both the list and the detail show it: ciphertext and masks, never clear text (rule 12). */
export function orderView(order: DouyinOrder, shop: { readonly id: string; readonly name: string }): WireObject {
  const { receiver } = order;
  return {
    shop_id: BigInt(shop.id),
    shop_name: shop.name,
    order_id: order.id,
    order_level: 2,
    order_type: 0,
    order_status: order.status,
    main_status: order.mainStatus,
    pay_type: 1,
    channel_payment_no: order.paidAtMs === undefined ? '' : `42000${order.id.slice(-15)}`,
    pay_amount: order.payMinor,
    order_amount: order.payMinor + order.shopDiscountMinor,
    post_amount: order.postMinor,
    promotion_amount: order.shopDiscountMinor,
    promotion_shop_amount: order.shopDiscountMinor,
    promotion_platform_amount: 0,
    promotion_talent_amount: 0,
    create_time: seconds(order.createdAtMs),
    pay_time: seconds(order.paidAtMs),
    update_time: seconds(order.updatedAtMs),
    finish_time: seconds(order.finishedAtMs),
    exp_ship_time: seconds(order.createdAtMs) + 172_800,
    ship_time: seconds(order.parcels.at(-1)?.shippedAtMs),
    buyer_words: order.buyerWords,
    seller_words: order.sellerWords,
    seller_remark_stars: order.stars,
    encrypt_post_receiver: `#${receiver.cipher.slice(0, 12)}#1#`,
    encrypt_post_tel: `$${receiver.cipher.slice(12, 26)}$1$`,
    mask_post_receiver: `${[...receiver.name][0] ?? ''}*`,
    mask_post_tel: `${receiver.phone.slice(0, 3)}****${receiver.phone.slice(-4)}`,
    post_addr: { ...regionView(receiver), encrypt_detail: `#${receiver.cipher.slice(26)}#1#` },
    mask_post_addr: { ...regionView(receiver), detail: `${[...receiver.place.street][0] ?? ''}****` },
    open_address_id: `#${receiver.cipher}`,
    shop_order_tag_ui: order.isPresale ? [{ key: 'pre_sale_label', text: '预售' }] : [],
    logistics_info: order.parcels.map((parcel) => ({
      tracking_no: parcel.trackingNumber,
      company: parcel.companyCode,
      company_name: parcel.companyName,
      ship_time: seconds(parcel.shippedAtMs),
      delivery_id: parcel.deliveryId,
      product_info: parcel.goods.map(({ skuOrderId, units }) => ({ sku_order_id: skuOrderId, product_count: units })),
    })),
    sku_order_list: order.skus.map((sku) => skuView(order, sku)),
  };
}

/** One row of the after-sales list. */
export function afterSaleView(afterSale: AfterSaleCase): WireObject {
  return {
    aftersale_info: {
      aftersale_id: afterSale.id,
      aftersale_type: afterSale.type,
      aftersale_status: afterSale.status,
      related_id: afterSale.skuOrderId,
      apply_time: seconds(afterSale.createdAtMs),
      create_time: seconds(afterSale.createdAtMs),
      update_time: seconds(afterSale.updatedAtMs),
      refund_amount: afterSale.amountMinor,
      refund_post_amount: 0,
      aftersale_num: afterSale.units,
      refund_status: afterSale.status === 12 ? 3 : 1,
      return_logistics_code: afterSale.returnNumber,
    },
    order_info: {
      shop_order_id: afterSale.orderId,
      related_order_info: [{ sku_order_id: afterSale.skuOrderId, aftersale_item_num: afterSale.units }],
    },
    text_part: { reason_text: afterSale.reason },
  };
}
