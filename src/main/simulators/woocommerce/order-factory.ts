import type { GeneratedOrder } from '../kit/order-generator.ts';
import type { SeededRandom } from '../kit/seeded-random.ts';
import type { ProductShelf } from './product-shelf.ts';
import { wholeSecond } from './woo-order.ts';
import type { WooAddress, WooLine, WooOrder } from './woo-order.ts';

export interface NumberSource {
  /** Digits of an id never given before. */
  next(huge?: boolean): string;
}

/** Ids rise from the start time on (below 2^53), so that a second run against the same database repeats none. */
export function createNumberSource(startMs: number): NumberSource {
  let last = BigInt(startMs) * 1_000n;
  return {
    next(huge = false) {
      // Lines own the two numbers behind theirs.
      last += 10n;
      return huge ? `98765${last.toString()}` : last.toString();
    },
  };
}

interface Birth {
  readonly status: string;
  readonly isPaid: boolean;
}

const BIRTHS: Readonly<Record<GeneratedOrder['situation'], Birth>> = {
  paid: { status: 'processing', isPaid: true },
  unpaid: { status: 'pending', isPaid: false },
  closed: { status: 'cancelled', isPaid: false },
  // The refund itself is booked by the acting side.
  'refund-requested': { status: 'processing', isPaid: true },
  'presale-deposit': { status: 'pending', isPaid: false },
  'presale-paid': { status: 'processing', isPaid: true },
  'forbid-consign': { status: 'on-hold', isPaid: true },
};

function addressOf({ buyer, place, doorText }: GeneratedOrder): WooAddress {
  const chinese = place.countryCode === 'CN';
  return {
    firstName: buyer.givenName,
    lastName: buyer.familyName,
    company: '',
    line1: chinese ? `${place.district}${place.town}${place.street}${doorText}` : `${doorText} ${place.street}`,
    line2: '',
    city: place.city === '' ? place.district : place.city,
    state: place.provinceCode ?? place.province,
    postcode: place.postcode,
    country: place.countryCode,
    phone: buyer.phone,
    email: buyer.email,
  };
}

export interface WooOrderFactory {
  create(order: GeneratedOrder, atMs: number, options: { huge: boolean; cashOnDelivery: boolean }): WooOrder;
}

export function createWooOrderFactory(
  random: SeededRandom,
  numbers: NumberSource,
  shelf: ProductShelf,
  shop: { readonly currency: string; readonly taxPercent: number },
): WooOrderFactory {
  function lineOf(line: GeneratedOrder['lines'][number]): WooLine {
    const product = shelf.ofSku(line.good.code);
    const netMinor = line.quantity * line.unitPriceMinor - line.discountMinor;
    return {
      id: numbers.next(),
      sku: line.good.code,
      title: line.good.titleEn,
      variant: line.good.variantEn,
      productId: product?.parentId ?? '0',
      variationId: product?.id ?? '0',
      quantity: line.quantity,
      unitMinor: line.unitPriceMinor,
      discountMinor: line.discountMinor,
      taxMinor: Math.round((netMinor * shop.taxPercent) / 100),
    };
  }

  return {
    create(order, atMs, { huge, cashOnDelivery }) {
      const createdAtMs = wholeSecond(atMs);
      const birth = BIRTHS[order.situation];
      const isPaid = birth.isPaid && !cashOnDelivery;
      const lines = order.lines.map(lineOf);
      const id = numbers.next(huge);
      const feeMinor = random.chance(0.1) ? 200 : 0;
      const taxMinor = lines.reduce((sum, line) => sum + line.taxMinor, 0);
      return {
        id,
        number: id,
        status: birth.status,
        currency: shop.currency,
        createdAtMs,
        modifiedAtMs: createdAtMs,
        paidAtMs: isPaid ? createdAtMs : undefined,
        completedAtMs: undefined,
        paymentMethod: cashOnDelivery ? 'cod' : 'stripe',
        lines,
        shippingMinor: order.postageMinor,
        feeMinor,
        couponCode: lines.some((line) => line.discountMinor > 0) ? 'welcome10' : undefined,
        totalMinor: order.paidMinor + feeMinor + taxMinor,
        customerNote: order.buyerNote,
        address: addressOf(order),
        meta: random.chance(0.1) ? [{ id: numbers.next(), key: 'delivery_slot', value: 'morning' }] : [],
        notes: [],
        refunds: [],
        trackings: [],
        statusBeforeTrash: undefined,
      };
    },
  };
}
