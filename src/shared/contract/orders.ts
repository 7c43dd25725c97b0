import { AmountsView } from '#shared/contract/order-amounts.ts';
import { z } from 'zod';
import { PageInput, Problem } from '#shared/contract/common.ts';
import { procedure } from '#shared/contract/procedure.ts';
import { OrderId, ShopId } from '#shared/model/ids.ts';
import {
  AfterSalesState,
  DisplayStatus,
  HoldKind,
  OrderEvent,
  OrderHold,
  OrderLine,
  OrderSummary,
  Recipient,
} from '#shared/model/order.ts';
import { PrintJobView } from '#shared/contract/print-jobs.ts';

export const OrderFilter = z.object({
  status: DisplayStatus.nullish(),
  shopId: ShopId.nullish(),
  /** Free text over titles, SKU codes, numbers and notes; at least three characters count. */
  text: z.string().max(100).nullish(),
});

export const ShipmentView = z.object({
  id: z.string(),
  parcelNumber: z.int(),
  state: z.enum(['open', 'packed', 'labelled', 'shipped', 'cancelled']),
  weightG: z.int().nullable(),
  weightSource: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  carrierId: z.string().nullable(),
  waybillState: z.enum(['none', 'requested', 'unknown', 'issued', 'failed', 'cancelled']),
  openedAtMs: z.int(),
  packedAtMs: z.int().nullable(),
  shippedAtMs: z.int().nullable(),
  /** Labelled, and its report to the channel does not go on by itself: a lead must say whether it left. */
  unsettled: z.boolean(),
});

/** A refund, return or exchange as the platform tells of it. */
export const AfterSalesCase = z.object({
  refundNumber: z.string(),
  platformStatus: z.string(),
  state: AfterSalesState,
  kind: z.enum(['refund_only', 'return_and_refund', 'exchange', 'resend', 'repair', 'other']),
  amountMinor: z.int(),
  currency: z.string(),
  reason: z.string(),
  requestedAtMs: z.int().nullable(),
  returnTrackingNumber: z.string(),
});
export type AfterSalesCase = z.infer<typeof AfterSalesCase>;

export const OrderDetail = OrderSummary.extend({
  platformStatus: z.string(),
  shippingFeeMinor: z.int(),
  amounts: AmountsView.nullable(),
  lines: z.array(OrderLine),
  holdDetails: z.array(OrderHold),
  /** Masked; `reveal` returns the clear data and logs the act. */
  recipient: Recipient,
  /** A person typed the recipient in, over the platform's mask. */
  recipientEntered: z.boolean(),
  /** Since when the recipient's data and the notes are gone for good; null: they are there. */
  erasedAtMs: z.int().nullable(),
  externalIds: z.array(z.object({ kind: z.string(), value: z.string() })),
  shipments: z.array(ShipmentView),
  printJobs: z.array(PrintJobView),
  cases: z.array(AfterSalesCase),
  /** Why the order stands where it stands: code of the newest cause, as an event. */
  because: OrderEvent.nullable(),
});
export type OrderDetail = z.infer<typeof OrderDetail>;

/** A mask is no answer. */
const clearText = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((text) => !text.includes('*'));

/** Who gets the parcel, as a person learnt it from the buyer or the platform's own pages. */
export const EnteredRecipient = z.object({
  name: clearText(100).min(1),
  phone: clearText(40).min(1),
  province: clearText(60),
  city: clearText(60).min(1),
  district: clearText(60),
  town: clearText(60),
  street: clearText(300).min(1),
  postcode: clearText(20),
});
export type EnteredRecipient = z.infer<typeof EnteredRecipient>;

/** A rush, in which text search, customs check and fetches of announced orders are put off; still on, or not caught up, where null. */
export const OrderRush = z.object({
  beganAtMs: z.int(),
  endedAtMs: z.int().nullable(),
  caughtUpAtMs: z.int().nullable(),
});
export type OrderRush = z.infer<typeof OrderRush>;

export const FetchedNumber = z.object({
  /** As it was asked for: without unseen characters, wide digits as plain ones. */
  number: z.string(),
  outcome: z.enum(['applied', 'unchanged', 'unknown', 'failed', 'parked']),
  /** The order here, where there is one now. */
  orderId: OrderId.nullable(),
  /** Why it failed, with the platform's own words, or why it was parked. */
  problem: Problem.nullable(),
});
export type FetchedNumber = z.infer<typeof FetchedNumber>;

export const ordersContract = {
  list: procedure('read', 'GET', '/orders', 'Orders, newest first')
    .input(PageInput.extend(OrderFilter.shape))
    .output(z.object({ items: z.array(OrderSummary), next: z.string().nullable() })),
  counts: procedure('read', 'GET', '/orders/counts', 'Orders per display status and shop').output(
    z.object({ byStatus: z.record(z.string(), z.int()), byShop: z.record(z.string(), z.int()), total: z.int() }),
  ),
  get: procedure('read', 'GET', '/orders/{id}', 'One order')
    .input(z.object({ id: OrderId }))
    .output(OrderDetail),
  find: procedure('read', 'GET', '/orders/find', 'Any outside number, as typed or scanned, to its orders')
    .input(
      z.object({
        number: z.string().min(1).max(200),
        /** `part`: when no number is this one as a whole, also those that begin with it, and recipients whose phone ends with it. */
        match: z.enum(['whole', 'part']).default('whole'),
      }),
    )
    .output(z.object({ matches: z.array(z.object({ kind: z.string(), order: OrderSummary })) })),
  timeline: procedure('read', 'GET', '/orders/{id}/timeline', 'Every event of one order')
    .input(z.object({ id: OrderId }))
    .output(z.object({ events: z.array(OrderEvent), chainIntact: z.boolean(), rush: OrderRush.nullable() })),
  rawMessages: procedure('lead', 'GET', '/orders/{id}/messages', 'Unaltered messages of the channel for one order')
    .input(z.object({ id: OrderId }))
    .output(
      z.object({
        messages: z.array(
          z.object({
            id: z.string(),
            source: z.string(),
            topic: z.string(),
            receivedAtMs: z.int(),
            signature: z.string(),
            state: z.string(),
            sha256: z.string(),
            seenCount: z.int(),
            text: z.string(),
          }),
        ),
      }),
    ),
  reveal: procedure('operate', 'POST', '/orders/{id}/reveal', 'Clear recipient data; the act is logged')
    .input(z.object({ id: OrderId, reason: z.string().max(200) }))
    .output(Recipient),
  enterRecipient: procedure(
    'operate',
    'POST',
    '/orders/{id}/recipient',
    'Enter the recipient of an order whose platform masks it; the act is logged',
  )
    .input(EnteredRecipient.extend({ id: OrderId }))
    .output(OrderDetail),
  erasePersonalData: procedure(
    'admin',
    'POST',
    '/orders/{id}/erase',
    'Erase who a settled order went to; cannot be undone',
  )
    .input(z.object({ id: OrderId, reason: z.string().trim().min(1).max(200) }))
    .output(OrderDetail),
  releaseHold: procedure('lead', 'POST', '/orders/{id}/holds/release', 'Release a hold with a reason')
    .input(z.object({ id: OrderId, kind: HoldKind, reasonCode: z.string(), reason: z.string().min(1).max(200) }))
    .output(OrderDetail),
  placeHold: procedure('operate', 'POST', '/orders/{id}/holds', 'Put an order on hold')
    .input(z.object({ id: OrderId, reason: z.string().min(1).max(200) }))
    .output(OrderDetail),
  settleParcel: procedure(
    'lead',
    'POST',
    '/orders/{id}/parcels/{shipmentId}/settle',
    'Say whether a labelled parcel left whose report to the channel does not go on',
  )
    .input(
      z.object({
        id: OrderId,
        shipmentId: z.string(),
        outcome: z.enum(['left', 'stayed']),
        reason: z.string().min(1).max(200),
      }),
    )
    .output(OrderDetail),
  refresh: procedure('operate', 'POST', '/orders/{id}/refresh', 'Fetch this order from its channel now')
    .input(z.object({ id: OrderId }))
    .output(OrderDetail),
  fetchNumbers: procedure('operate', 'POST', '/orders/fetch', 'Fetch pasted order numbers from a shop')
    .input(z.object({ shopId: ShopId, numbers: z.array(z.string().min(1).max(100)).min(1).max(200) }))
    .output(z.object({ results: z.array(FetchedNumber) })),
};
