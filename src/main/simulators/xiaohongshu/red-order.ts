import type { DemoPlace } from '../kit/demo-places.ts';
import type { GeneratedOrder, OrderSituation } from '../kit/order-generator.ts';
import type { SeededRandom } from '../kit/seeded-random.ts';
import type { TimedEntry } from '../kit/timed-store.ts';
import type { WireObject } from '../kit/wire-json.ts';
import { redSkuIdOf } from './red-cases.ts';

/** One good of an order. Amounts fen. */
export interface RedSku {
  readonly skuId: string;
  readonly name: string;
  readonly spec: string;
  readonly erpcode: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly paidMinor: number;
  readonly discountMinor: number;
}

export interface RedParcel {
  readonly trackingNumber: string;
  readonly companyCode: string;
  readonly skuIds: readonly string[];
}

/** The person; the region stands in the order's place. */
export interface RedReceiver {
  readonly name: string;
  readonly phone: string;
  readonly address: string;
}

/** One order as the platform holds it. The status is a plain number: tests force ones that no table knows. */
export interface RedOrder extends TimedEntry {
  status: number;
  afterSalesStatus: number;
  cancelStatus: number;
  orderType: number;
  paidAtMs: number | undefined;
  readonly payMinor: number;
  readonly postageMinor: number;
  readonly place: DemoPlace;
  readonly receiver: RedReceiver;
  /** Another one once the buyer changed the address. */
  openAddressId: string;
  readonly cipher: string;
  /** Whether the receiver is told as ciphertexts: the platform's page knows both. */
  isSealed: boolean;
  readonly customerRemark: string;
  sellerRemark: string;
  readonly remarkFlag: number;
  readonly skus: readonly RedSku[];
  parcels: readonly RedParcel[];
}

const CLOSED = new Set([8, 9]);

export const isGone = (order: RedOrder, sku: RedSku): boolean =>
  order.parcels.some((parcel) => parcel.skuIds.includes(sku.skuId));

/** Why a careful shop must not ship this order now; undefined when it may. */
export function blockReasonOf(order: RedOrder): string | undefined {
  if (CLOSED.has(order.status)) return 'closed';
  if (order.paidAtMs === undefined) return 'unpaid';
  if (order.status === 2 || order.status === 3) return 'processing';
  if (order.cancelStatus === 1) return 'cancel-requested';
  return order.afterSalesStatus === 2 || order.afterSalesStatus === 6 ? 'after-sale-open' : undefined;
}

interface Birth {
  readonly status: number;
  readonly paid: boolean;
  readonly afterSales?: number;
  readonly orderType?: number;
}

const BIRTHS: Readonly<Record<OrderSituation, Birth>> = {
  paid: { status: 4, paid: true },
  unpaid: { status: 1, paid: false },
  closed: { status: 9, paid: false },
  'refund-requested': { status: 4, paid: true, afterSales: 2 },
  'presale-deposit': { status: 1, paid: false, orderType: 2 },
  'presale-paid': { status: 4, paid: true, orderType: 2 },
  'forbid-consign': { status: 2, paid: true },
};

export interface RedOrderFactory {
  create(order: GeneratedOrder, atMs: number, huge: boolean): RedOrder;
}

/** Numbers from the start time on, so that a second run against the same database does not repeat the first one's. */
export function createRedOrderFactory(random: SeededRandom, startMs: number): RedOrderFactory {
  let last = BigInt(startMs) * 10_000n;
  return {
    create(order, atMs, huge) {
      last += BigInt(random.integer(1, 63));
      const birth = BIRTHS[order.situation];
      const createdAtMs = Math.floor(atMs / 1000) * 1000;
      return {
        id: `P${huge ? '990000' : '7'}${last.toString()}`,
        createdAtMs,
        updatedAtMs: createdAtMs,
        status: birth.status,
        afterSalesStatus: birth.afterSales ?? 1,
        cancelStatus: 0,
        orderType: birth.orderType ?? 1,
        paidAtMs: birth.paid ? createdAtMs : undefined,
        payMinor: order.paidMinor,
        postageMinor: order.postageMinor,
        place: order.place,
        receiver: {
          name: order.buyer.name,
          phone: order.buyer.phone,
          address: `${order.place.street}${order.doorText}`,
        },
        isSealed: true,
        openAddressId: random.hex(32),
        cipher: random.hex(24),
        customerRemark: order.buyerNote,
        sellerRemark: order.sellerNote,
        remarkFlag: order.sellerFlag === 0 ? 1 : order.sellerFlag + 1,
        skus: order.lines.map((line) => ({
          skuId: redSkuIdOf(line.good),
          name: line.good.title,
          spec: line.good.variant,
          erpcode: line.good.code,
          quantity: line.quantity,
          unitPriceMinor: line.unitPriceMinor,
          paidMinor: line.quantity * line.unitPriceMinor - line.discountMinor,
          discountMinor: line.discountMinor,
        })),
        parcels: [],
      };
    },
  };
}

/** What the list tells of an order. Times are milliseconds, although the call asks in seconds. */
export function listView(order: RedOrder): WireObject {
  return {
    orderId: order.id,
    orderType: order.orderType,
    orderStatus: order.status,
    orderAfterSalesStatus: order.afterSalesStatus,
    cancelStatus: order.cancelStatus,
    createdTime: order.createdAtMs,
    paidTime: order.paidAtMs ?? 0,
    updateTime: order.updatedAtMs,
    receiverCountryName: '中国',
    receiverProvinceName: order.place.province,
    receiverCityName: order.place.city,
    receiverDistrictName: order.place.district,
  };
}

/** The whole order without the person, which the platform tells by a call of its own. */
export function detailView(order: RedOrder): WireObject {
  const [first] = order.parcels;
  const isWhole = order.parcels.length === 1 && first?.skuIds.length === order.skus.length;
  return {
    ...listView(order),
    customerRemark: order.customerRemark,
    sellerRemark: order.sellerRemark,
    sellerRemarkFlag: order.remarkFlag,
    totalPayAmount: order.payMinor,
    totalShippingFree: order.postageMinor,
    unpack: order.parcels.length > 0 && !isWhole,
    expressTrackingNo: isWhole ? (first?.trackingNumber ?? '') : '',
    expressCompanyCode: isWhole ? (first?.companyCode ?? '') : '',
    openAddressId: order.openAddressId,
    simpleDeliveryOrderList: isWhole
      ? []
      : order.parcels.map((parcel, index) => ({
          deliveryOrderIndex: index + 1,
          status: 6,
          expressTrackingNo: parcel.trackingNumber,
          expressCompanyCode: parcel.companyCode,
          skuIdList: parcel.skuIds,
        })),
    skuList: order.skus.map((sku) => ({
      skuId: sku.skuId,
      skuName: sku.name,
      erpcode: sku.erpcode,
      skuSpec: sku.spec,
      skuQuantity: sku.quantity,
      skuDetailList: [{ skuId: sku.skuId, erpCode: sku.erpcode, quantity: 1, rawPricePerSku: sku.unitPriceMinor }],
      totalPaidAmount: sku.paidMinor,
      totalMerchantDiscount: sku.discountMinor,
      totalRedDiscount: 0,
      skuTag: 0,
    })),
  };
}
