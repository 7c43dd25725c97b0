import type { GeneratedOrder } from '../kit/order-generator.ts';
import type { SeededRandom } from '../kit/seeded-random.ts';
import { gid } from './shopify-order.ts';
import type {
  FinancialStatus,
  FulfillmentOrderStatus,
  ShopifyAddress,
  ShopifyLine,
  ShopifyOrder,
} from './shopify-order.ts';

export interface NumberSource {
  /** Digits of an id never given before. */
  next(huge?: boolean): string;
}

/** Ids rise from the start time on (below 2^53), so that a second run against the same database repeats none. */
export function createNumberSource(startMs: number): NumberSource {
  let last = BigInt(startMs) * 1_000n;
  return {
    next(huge = false) {
      last += 1n;
      return huge ? `98765${last.toString()}` : last.toString();
    },
  };
}

interface Birth {
  readonly financial: FinancialStatus;
  readonly fulfilment: FulfillmentOrderStatus;
}

/** Shopify has no deposit or ban on shipping; the nearest states stand in for them. */
const BIRTHS: Readonly<Record<GeneratedOrder['situation'], Birth>> = {
  paid: { financial: 'PAID', fulfilment: 'OPEN' },
  unpaid: { financial: 'PENDING', fulfilment: 'OPEN' },
  closed: { financial: 'VOIDED', fulfilment: 'CANCELLED' },
  // The refund itself is booked by the acting side.
  'refund-requested': { financial: 'PAID', fulfilment: 'OPEN' },
  'presale-deposit': { financial: 'PARTIALLY_PAID', fulfilment: 'SCHEDULED' },
  'presale-paid': { financial: 'PAID', fulfilment: 'OPEN' },
  'forbid-consign': { financial: 'PAID', fulfilment: 'ON_HOLD' },
};

function addressOf(order: GeneratedOrder): ShopifyAddress {
  const { buyer, place } = order;
  const chinese = place.countryCode === 'CN';
  return {
    firstName: buyer.givenName,
    lastName: buyer.familyName,
    company: null,
    address1: chinese ? `${place.district}${place.street}${order.doorText}` : `${order.doorText} ${place.street}`,
    address2: chinese ? place.town : null,
    city: place.city === '' ? place.district : place.city,
    province: place.province === '' ? null : place.province,
    provinceCode: place.provinceCode === undefined || place.provinceCode === '' ? null : place.provinceCode,
    zip: place.postcode === '' ? null : place.postcode,
    country: place.country,
    countryCode: place.countryCode,
    phone: buyer.phone,
  };
}

export interface ShopifyOrderFactory {
  create(order: GeneratedOrder, atMs: number, huge: boolean): ShopifyOrder;
}

export function createShopifyOrderFactory(
  random: SeededRandom,
  numbers: NumberSource,
  options: { readonly currency: string; readonly firstOrderNumber: number },
): ShopifyOrderFactory {
  let orderNumber = options.firstOrderNumber;

  function lineOf(line: GeneratedOrder['lines'][number]): ShopifyLine {
    return {
      number: numbers.next(),
      sku: line.good.code,
      title: line.good.titleEn,
      variantTitle: line.good.variantEn,
      quantity: line.quantity,
      currentQuantity: line.quantity,
      unitPriceMinor: line.unitPriceMinor,
      discountMinor: line.discountMinor,
      barcode: line.good.gtin13,
      weightG: line.good.weightG,
      requiresShipping: true,
    };
  }

  return {
    create(order, atMs, huge) {
      const createdAtMs = Math.floor(atMs / 1000) * 1000;
      const birth = BIRTHS[order.situation];
      const lines = order.lines.map(lineOf);
      const number = numbers.next(huge);
      const paid = birth.financial === 'PAID';
      const cancelled = order.situation === 'closed';
      const hold = { number: numbers.next(), reason: 'OTHER' as const, notes: 'Waiting for review' };
      return {
        number,
        id: gid('Order', number),
        orderNumber,
        name: `#${orderNumber++}`,
        createdAtMs,
        updatedAtMs: createdAtMs,
        processedAtMs: createdAtMs,
        paidAtMs: paid ? createdAtMs : undefined,
        cancelledAtMs: cancelled ? createdAtMs : undefined,
        cancelReason: cancelled ? 'CUSTOMER' : undefined,
        closedAtMs: undefined,
        financialStatus: birth.financial,
        currency: options.currency,
        shippingMinor: order.postageMinor,
        totalMinor: order.paidMinor,
        email: order.buyer.email,
        note: order.buyerNote === '' ? null : order.buyerNote,
        tags: random.chance(0.1) ? ['gift'] : [],
        shippingAddress: addressOf(order),
        lines,
        fulfillmentOrders: [
          {
            number: numbers.next(),
            status: birth.fulfilment,
            holds: birth.fulfilment === 'ON_HOLD' ? [hold] : [],
            lines: lines.map((line) => ({
              number: numbers.next(),
              lineNumber: line.number,
              totalQuantity: line.quantity,
              remainingQuantity: cancelled ? 0 : line.quantity,
            })),
            createdAtMs,
            updatedAtMs: createdAtMs,
          },
        ],
        fulfillments: [],
        refunds: [],
      };
    },
  };
}
