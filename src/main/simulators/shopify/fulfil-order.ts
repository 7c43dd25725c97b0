import type { ShopifyContext } from './shopify-context.ts';
import { blockReasonOf } from './shopify-order.ts';
import type {
  FulfillmentOrderLine,
  ShopifyFulfillment,
  ShopifyFulfillmentOrder,
  ShopifyOrder,
} from './shopify-order.ts';

export interface TrackingInput {
  readonly number?: string | null;
  readonly numbers?: readonly string[] | null;
  readonly company?: string | null;
  readonly url?: string | null;
  readonly urls?: readonly string[] | null;
}

export interface FulfillmentInput {
  readonly lineItemsByFulfillmentOrder: readonly {
    readonly fulfillmentOrderId: string;
    readonly fulfillmentOrderLineItems?: readonly { readonly id: string; readonly quantity: number }[] | null;
  }[];
  readonly trackingInfo?: TrackingInput | null;
}

/** A business refusal: HTTP 200, no `errors`, and all the same a failure. */
export class UserError extends Error {
  readonly field: readonly string[];

  constructor(message: string, field: readonly string[] = ['fulfillment']) {
    super(message);
    this.field = field;
  }
}

interface Pick {
  readonly line: FulfillmentOrderLine;
  readonly quantity: number;
}

const digitsOf = (id: string): string => id.replace(/^.*\//, '');

function trackingOf(input: TrackingInput | null | undefined): ShopifyFulfillment['tracking'] {
  const numbers = input?.numbers ?? (input?.number ? [input.number] : []);
  const urls = input?.urls ?? (input?.url ? [input.url] : []);
  return numbers.map((number, index) => ({ number, company: input?.company ?? null, url: urls[index] ?? null }));
}

function openFulfillmentOrder(
  context: ShopifyContext,
  id: string,
): { order: ShopifyOrder; fulfillmentOrder: ShopifyFulfillmentOrder } {
  const found = context.store.fulfillmentOrder(id);
  if (!found) throw new UserError(`Fulfillment order ${digitsOf(id)} does not exist.`);
  const { status, number } = found.fulfillmentOrder;
  if (status !== 'OPEN' && status !== 'IN_PROGRESS') {
    throw new UserError(`Fulfillment order ${number} has an unfulfillable status= ${status.toLowerCase()}.`);
  }
  return found;
}

function picksOf(
  fulfillmentOrder: ShopifyFulfillmentOrder,
  wanted: readonly { readonly id: string; readonly quantity: number }[] | null | undefined,
): Pick[] {
  // No lines named = everything that is left.
  if (!wanted || wanted.length === 0) {
    return fulfillmentOrder.lines
      .filter((line) => line.remainingQuantity > 0)
      .map((line) => ({ line, quantity: line.remainingQuantity }));
  }
  return wanted.map(({ id, quantity }) => {
    const line = fulfillmentOrder.lines.find((each) => each.number === digitsOf(id));
    if (!line) throw new UserError('Fulfillment order line item does not exist.');
    if (quantity < 1 || quantity > line.remainingQuantity) {
      throw new UserError('Invalid fulfillment order line item quantity requested.');
    }
    return { line, quantity };
  });
}

function book(
  context: ShopifyContext,
  order: ShopifyOrder,
  fulfillment: ShopifyFulfillment,
  against: string | undefined,
): void {
  const tracking = fulfillment.tracking.length > 0 ? fulfillment.tracking : [{ number: '', company: null, url: null }];
  for (const each of tracking) {
    context.books.noteShipment({
      externalNumber: order.id,
      trackingNumber: each.number,
      carrier: each.company ?? '',
      lineNumbers: fulfillment.lines.map((line) => line.lineNumber),
      firstAcceptedAtMs: fulfillment.createdAtMs,
      shippedAgainst: against,
    });
  }
}

/** `fulfillmentCreate`. @throws UserError for what the shop refuses; nothing is changed then. */
export function createFulfillment(
  context: ShopifyContext,
  input: FulfillmentInput,
): { order: ShopifyOrder; fulfillment: ShopifyFulfillment } {
  const groups = input.lineItemsByFulfillmentOrder.map((group) => ({
    ...openFulfillmentOrder(context, group.fulfillmentOrderId),
    wanted: group.fulfillmentOrderLineItems,
  }));
  const [first] = groups;
  if (!first) throw new UserError('At least one fulfillment order is required.');
  if (groups.some((group) => group.order !== first.order)) {
    throw new UserError('All fulfillment orders must belong to the same order.');
  }
  const picks = groups.flatMap((group) => picksOf(group.fulfillmentOrder, group.wanted));
  if (picks.length === 0) throw new UserError('Fulfillment order has no line items to fulfill.');

  const { order } = first;
  const nowMs = context.clock.nowMs();
  const against = blockReasonOf(order);
  const fulfillment: ShopifyFulfillment = {
    number: context.numbers.next(),
    name: `${order.name}.${order.fulfillments.length + 1}`,
    status: 'SUCCESS',
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    tracking: trackingOf(input.trackingInfo),
    lines: picks.map(({ line, quantity }) => ({
      number: context.numbers.next(),
      lineNumber: line.lineNumber,
      fulfillmentOrderLine: line,
      quantity,
    })),
  };
  for (const { line, quantity } of picks) line.remainingQuantity -= quantity;
  for (const { fulfillmentOrder } of groups) settle(fulfillmentOrder, nowMs);
  order.fulfillments.push(fulfillment);
  book(context, order, fulfillment, against);
  context.changed(order, ['fulfillments/create', 'orders/updated']);
  return { order, fulfillment };
}

function settle(fulfillmentOrder: ShopifyFulfillmentOrder, nowMs: number): void {
  fulfillmentOrder.status = fulfillmentOrder.lines.every((line) => line.remainingQuantity === 0)
    ? 'CLOSED'
    : 'IN_PROGRESS';
  fulfillmentOrder.updatedAtMs = nowMs;
}

function existing(context: ShopifyContext, id: string): { order: ShopifyOrder; fulfillment: ShopifyFulfillment } {
  const found = context.store.fulfillment(id);
  if (!found) throw new UserError('Fulfillment does not exist.', ['fulfillmentId']);
  return found;
}

/** `fulfillmentTrackingInfoUpdate`. @throws UserError for an unknown fulfillment. */
export function updateTracking(
  context: ShopifyContext,
  id: string,
  input: TrackingInput,
): { order: ShopifyOrder; fulfillment: ShopifyFulfillment } {
  const found = existing(context, id);
  found.fulfillment.tracking = trackingOf(input);
  found.fulfillment.updatedAtMs = context.clock.nowMs();
  book(context, found.order, found.fulfillment, blockReasonOf(found.order));
  context.changed(found.order, ['fulfillments/update', 'orders/updated']);
  return found;
}

/** `fulfillmentCancel`: its items become fulfillable again. @throws UserError for an unknown or cancelled one. */
export function cancelFulfillment(
  context: ShopifyContext,
  id: string,
): { order: ShopifyOrder; fulfillment: ShopifyFulfillment } {
  const found = existing(context, id);
  if (found.fulfillment.status === 'CANCELLED') throw new UserError('Fulfillment is already cancelled.', ['id']);
  found.fulfillment.status = 'CANCELLED';
  for (const line of found.fulfillment.lines) line.fulfillmentOrderLine.remainingQuantity += line.quantity;
  for (const each of found.order.fulfillmentOrders) {
    if (each.lines.some((line) => line.remainingQuantity > 0) && each.status === 'CLOSED') each.status = 'OPEN';
  }
  context.changed(found.order, ['fulfillments/update', 'orders/updated']);
  return found;
}
