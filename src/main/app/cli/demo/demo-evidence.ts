import type { WeightTolerance } from '#core/weighing/expected-weight.ts';
import type { BookedPaidOrder, BookedShipment } from '#main/simulators/kit/channel-books.ts';
import type { BookedWaybill } from '#main/simulators/sf-express/carrier-books.ts';
import type { VerifyCheck } from '#main/usecases/verify/verify-check.ts';

/** One side says, the other side says: everything that the checker compares, as plain data. */
export interface DemoEvidence {
  /** The channels' own books. */
  readonly shops: readonly ShopBooks[];
  /** The carrier's own books. */
  readonly waybills: readonly BookedWaybill[];
  /** What is stored. */
  readonly orders: readonly StoredOrder[];
  /** Paper that came out whole, read back by a barcode reader. */
  readonly printed: readonly PrintedLabelFile[];
  /** What the packers did wrong on purpose. */
  readonly mistakes: readonly Mistake[];
  readonly stock: StockEvidence;
  readonly weighing: WeighingEvidence;
  /** The stored data's own proofs: event chains, ledger, label keys. */
  readonly checks: readonly VerifyCheck[];
}

export interface ShopBooks {
  readonly shopId: string;
  readonly name: string;
  readonly paid: readonly BookedOrder[];
  readonly shipments: readonly BookedShipment[];
}

/** A paid order of the channel's books, with what the channel says of it now. */
export interface BookedOrder extends Readonly<BookedPaidOrder> {
  /** The order's total as the channel shows it: Shopify takes refunds off, TOP does not. */
  readonly shownMinor: number;
  /** Line number -> units after refunds. */
  readonly dueUnits: Readonly<Record<string, number>>;
}

export interface StoredOrder {
  readonly id: string;
  readonly shopId: string;
  readonly externalNumber: string;
  readonly displayNumber: string;
  readonly status: string;
  readonly payment: string;
  readonly fulfilment: string;
  /** `kind:reason_code` of each hold that stands. */
  readonly holds: readonly string[];
  readonly currency: string;
  readonly totalMinor: number;
  readonly lines: readonly StoredLine[];
  readonly parcels: readonly StoredParcel[];
  /** Event type -> time of its last occurrence. */
  readonly eventAtMs: Readonly<Record<string, number>>;
}

export interface StoredLine {
  readonly externalLineId: string;
  readonly skuId: string | null;
  readonly skuCode: string;
  readonly quantity: number;
  readonly cancelledQuantity: number;
  readonly reservedQuantity: number;
  readonly paidMinor: number;
}

export interface StoredParcel {
  readonly id: string;
  readonly state: 'open' | 'packed' | 'labelled' | 'shipped' | 'cancelled';
  readonly weightG: number | null;
  readonly expectedG: number | null;
  readonly weightSource: string | null;
  readonly isOverridden: boolean;
  /** External line id -> units scanned into the box. */
  readonly scannedUnits: Readonly<Record<string, number>>;
  readonly waybills: readonly StoredWaybill[];
  readonly prints: readonly StoredPrint[];
}

export interface StoredWaybill {
  readonly requestKey: string;
  readonly state: string;
  readonly trackingNumber: string | null;
}

export interface StoredPrint {
  readonly labelKey: string;
  readonly printNumber: number;
  readonly state: string;
  readonly proof: string;
  readonly reason: string | null;
}

export interface PrintedLabelFile {
  /** 1 for the first paper that came out, half labels counted. */
  readonly number: number;
  readonly printedAtMs: number;
  readonly isComplete: boolean;
  /** The linear barcode that a reader finds on the paper; null when there is none. */
  readonly barcode: string | null;
  /** All symbols found, from top to bottom. */
  readonly texts: readonly string[];
  readonly pngFile: string;
  readonly bytesFile: string;
}

export interface Mistake {
  readonly kind: 'wrong_item' | 'surplus_item' | 'wrong_weight';
  readonly orderNumber: string;
  readonly stationId: string;
  /** The code or the grams. */
  readonly what: string;
  /** Code of the refusal; null when it was let through. */
  readonly refusedWith: string | null;
}

export interface StockEvidence {
  readonly levels: readonly StockLevel[];
  /** The whole ledger, oldest first. */
  readonly movements: readonly StockMovementRow[];
}

export interface StockLevel {
  readonly skuId: string;
  readonly onHand: number;
  readonly reserved: number;
}

export interface StockMovementRow {
  readonly seq: number;
  readonly skuId: string;
  readonly kind: string;
  readonly onHandDelta: number;
  readonly reservedDelta: number;
  readonly orderId: string | null;
}

export interface WeighingEvidence {
  /** Grams of one unit by SKU code, from the catalogue and not from the database. */
  readonly unitGrams: ReadonlyMap<string, number>;
  readonly packagingG: number;
  readonly tolerance: WeightTolerance;
  /** Whether the system had pseudo-terminals; without them weights are typed in. */
  readonly hasScale: boolean;
}
