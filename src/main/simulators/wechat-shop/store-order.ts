import type { DemoPlace } from '../kit/demo-places.ts';
import type { GeneratedOrder, OrderSituation } from '../kit/order-generator.ts';
import type { SeededRandom } from '../kit/seeded-random.ts';
import type { TimedEntry } from '../kit/timed-store.ts';
import type { WireObject } from '../kit/wire-json.ts';
import { storeProductIdOf, storeSkuIdOf } from './store-cases.ts';

/** One of `product_infos`. Amounts fen. */
export interface StoreProduct {
  readonly productId: string;
  readonly skuId: string;
  readonly skuCode: string;
  readonly title: string;
  readonly variant: string;
  readonly count: number;
  readonly salePriceMinor: number;
  readonly realPriceMinor: number;
  onAftersale: number;
  finishAftersale: number;
}

export interface StoreParcel {
  readonly waybillId: string;
  readonly deliveryId: string;
  readonly shippedAtMs: number;
  readonly goods: readonly { readonly productId: string; readonly skuId: string; readonly units: number }[];
}

/** One order as the platform holds it. The status is a plain number: tests force ones that no table knows. */
export interface StoreOrder extends TimedEntry {
  status: number;
  paidAtMs: number | undefined;
  readonly payMinor: number;
  readonly freightMinor: number;
  readonly discountMinor: number;
  readonly buyerName: string;
  readonly phone: string;
  readonly place: DemoPlace;
  readonly door: string;
  readonly ewaybillCode: string;
  readonly customerNotes: string;
  merchantNotes: string;
  readonly liveId: string;
  readonly products: readonly StoreProduct[];
  parcels: readonly StoreParcel[];
}

const CLOSED = new Set([200, 250]);

/** Platform's name of a line; it has no number of its own. */
export const lineKey = (product: StoreProduct): string => `${product.productId}:${product.skuId}`;

export function shippedUnits(order: StoreOrder, product: StoreProduct): number {
  return order.parcels
    .flatMap((parcel) => parcel.goods)
    .filter((goods) => goods.productId === product.productId && goods.skuId === product.skuId)
    .reduce((sum, goods) => sum + goods.units, 0);
}

export const openUnits = (order: StoreOrder, product: StoreProduct): number =>
  product.count - product.finishAftersale - shippedUnits(order, product);

/** Why a careful shop must not ship this order now; undefined when it may. */
export function blockReasonOf(order: StoreOrder): string | undefined {
  if (CLOSED.has(order.status)) return 'closed';
  if (order.paidAtMs === undefined) return 'unpaid';
  if (order.status === 12 || order.status === 13) return 'waiting-for-others';
  return order.products.some((product) => product.onAftersale > 0) ? 'after-sale-open' : undefined;
}

interface Birth {
  readonly status: number;
  readonly paid: boolean;
  readonly onAftersale?: boolean;
}

const BIRTHS: Readonly<Record<OrderSituation, Birth>> = {
  paid: { status: 20, paid: true },
  unpaid: { status: 10, paid: false },
  closed: { status: 250, paid: false },
  'refund-requested': { status: 20, paid: true, onAftersale: true },
  'presale-deposit': { status: 10, paid: false },
  'presale-paid': { status: 20, paid: true },
  'forbid-consign': { status: 13, paid: true },
};

/** Numbers from the start time on, so that a second run against the same database does not repeat the first one's. */
export function createStoreOrderFactory(random: SeededRandom, startMs: number) {
  let last = BigInt(startMs) * 100_000n;
  return (order: GeneratedOrder, atMs: number, huge: boolean): StoreOrder => {
    last += BigInt(random.integer(1, 63));
    const birth = BIRTHS[order.situation];
    const createdAtMs = Math.floor(atMs / 1000) * 1000;
    return {
      id: `${huge ? '99' : '3'}${last.toString()}`,
      createdAtMs,
      updatedAtMs: createdAtMs,
      status: birth.status,
      paidAtMs: birth.paid ? createdAtMs : undefined,
      payMinor: order.paidMinor,
      freightMinor: order.postageMinor,
      discountMinor: order.lines.reduce((sum, line) => sum + line.discountMinor, 0),
      buyerName: order.buyer.name,
      phone: order.buyer.phone,
      place: order.place,
      door: order.doorText,
      ewaybillCode: random.hex(40),
      customerNotes: order.buyerNote,
      merchantNotes: order.sellerNote,
      liveId: random.chance(0.3) ? random.digits(19) : '',
      products: order.lines.map((line, index) => ({
        productId: storeProductIdOf(line.good),
        skuId: storeSkuIdOf(line.good),
        skuCode: line.good.code,
        title: line.good.title,
        variant: line.good.variant,
        count: line.quantity,
        salePriceMinor: line.unitPriceMinor,
        realPriceMinor: line.quantity * line.unitPriceMinor - line.discountMinor,
        onAftersale: birth.onAftersale && index === 0 ? line.quantity : 0,
        finishAftersale: 0,
      })),
      parcels: [],
    };
  };
}

const seconds = (atMs: number | undefined): number => (atMs === undefined ? 0 : Math.floor(atMs / 1000));

/** `order` of `/channels/ec/order/get`, with the person masked as the platform does since it masks all orders. */
export function orderView(order: StoreOrder): WireObject {
  return {
    order_id: order.id,
    status: order.status,
    create_time: seconds(order.createdAtMs),
    update_time: seconds(order.updatedAtMs),
    openid: 'simulated-buyer',
    is_present: order.status === 12,
    order_detail: {
      product_infos: order.products.map((product) => ({
        product_id: product.productId,
        sku_id: product.skuId,
        sku_code: product.skuCode,
        title: product.title,
        sku_cnt: product.count,
        on_aftersale_sku_cnt: product.onAftersale,
        finish_aftersale_sku_cnt: product.finishAftersale,
        sale_price: product.salePriceMinor,
        market_price: product.salePriceMinor,
        real_price: product.realPriceMinor,
        sku_attrs: [{ attr_key: '规格', attr_value: product.variant }],
        is_free_gift: false,
      })),
      pay_info: {
        pay_time: seconds(order.paidAtMs),
        transaction_id: order.paidAtMs === undefined ? '' : `42000${order.id.slice(-15)}`,
      },
      price_info: {
        order_price: order.payMinor,
        freight: order.freightMinor,
        discounted_price: order.discountMinor,
      },
      delivery_info: {
        address_info: {
          user_name: `${[...order.buyerName][0] ?? ''}**`,
          postal_code: order.place.postcode,
          province_name: order.place.province,
          city_name: order.place.city,
          county_name: order.place.district,
          detail_info: '****',
          tel_number: `${order.phone.slice(0, 3)}****${order.phone.slice(-4)}`,
        },
        delivery_product_info: order.parcels.map((parcel) => ({
          waybill_id: parcel.waybillId,
          delivery_id: parcel.deliveryId,
          delivery_time: seconds(parcel.shippedAtMs),
          deliver_type: 1,
          product_infos: parcel.goods.map((goods) => ({
            product_id: goods.productId,
            sku_id: goods.skuId,
            product_cnt: goods.units,
          })),
        })),
        ewaybill_order_code: order.ewaybillCode,
      },
      ext_info: {
        customer_notes: order.customerNotes,
        merchant_notes: order.merchantNotes,
        live_id: order.liveId,
      },
    },
  };
}
