import type { ConfirmShipmentRequest } from '#main/plugins/channels/channel-connector.ts';
import { writeShopify } from '#main/plugins/channels/shopify/call.ts';
import { refusal } from '#main/plugins/channels/call-failures.ts';
import { shipRefusal } from '#main/plugins/channels/ship-refusal.ts';
import type { ShipObstacle } from '#main/plugins/channels/ship-refusal.ts';
import { SHIP } from '#main/plugins/channels/shopify/queries.ts';
import { ShipAnswer, ShopifyPlatformData } from '#main/plugins/channels/shopify/schemas.ts';
import type { ShipOrder, ShopifyConfig, ShopifyContext } from '#main/plugins/channels/shopify/schemas.ts';
import { readShipState } from '#main/plugins/channels/shopify/ship-state.ts';
import type { ShipState } from '#main/plugins/channels/shopify/ship-state.ts';
import { COMPANY_NAMES, FULFILLMENT_ORDER } from '#main/plugins/channels/shopify/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';

type Plan =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly failure: PluginFailure }
  | { readonly kind: 'send'; readonly parts: readonly PartInput[] };

/** `FulfillmentOrderLineItemsInput`: without items, all that is left of the part ships. */
interface PartInput {
  readonly fulfillmentOrderId: string;
  readonly fulfillmentOrderLineItems?: readonly { readonly id: string; readonly quantity: number }[];
}

/**
 * Reports a parcel with `fulfillmentCreate`. The order's fulfillments are read first, each time: a tracking number that
 * is already there is not reported again. When the answer is lost, they are read once more.
 */
export async function confirmShopifyShipment(
  context: ShopifyContext,
  request: ConfirmShipmentRequest,
): Promise<PluginResult<{ alreadyDone: boolean }>> {
  const before = await readShipState(context, request.externalNumber);
  if (!before.ok) return before;
  const plan = planShipment(before.value, request, context.config);
  if (plan.kind === 'done') return succeeded({ alreadyDone: true });
  if (plan.kind === 'refused') return failed(plan.failure);

  const sent = await writeShopify(context, {
    query: SHIP,
    variables: { fulfillment: toInput(context.config, request, plan.parts) },
    answer: ShipAnswer,
  });
  if (sent.ok) return judge(sent.value.fulfillmentCreate);
  if (sent.failure.kind !== 'unknown_outcome') return failed(sent.failure);
  const after = await readShipState(context, request.externalNumber);
  const arrived = after.ok && isReported(after.value, request.trackingNumber);
  return arrived ? succeeded({ alreadyDone: false }) : failed(sent.failure);
}

/** `userErrors` mean failure although HTTP says 200 and `errors` is empty. */
function judge(
  answer: { fulfillment?: unknown; userErrors: readonly { message: string }[] } | null,
): PluginResult<{ alreadyDone: boolean }> {
  if (answer && answer.userErrors.length === 0 && answer.fulfillment) return succeeded({ alreadyDone: false });
  return failed(
    refusal('userErrors', answer?.userErrors.map((error) => error.message).join('; ') ?? 'no fulfillment came back'),
  );
}

/** Pure: which fulfillment orders, and which of their lines, the parcel covers now. */
function planShipment(
  state: ShipState,
  request: ConfirmShipmentRequest,
  config: Pick<ShopifyConfig, 'locationId'>,
): Plan {
  if (isReported(state, request.trackingNumber)) return { kind: 'done' };
  if (state.cancelledAt !== null) return refused('closed', 'CANCELLED', 'the order was cancelled');
  const candidates = partsOfParcel(state.parts, request, config);
  const stuck = candidates.find(isStuck);
  if (request.lines.length === 0 && stuck)
    return refused('not_due', stuck.status, `${stuck.id} stands at ${stuck.status}`);
  const shippable = candidates.filter((part) => FULFILLMENT_ORDER.shippable.has(part.status));
  if (shippable.length === 0) return nothingLeft(state, candidates);

  const lines = request.lines.length === 0 ? (request.inParcel ?? []) : request.lines;
  const parts =
    lines.length === 0 ? shippable.map((part) => ({ fulfillmentOrderId: part.id })) : allocate(shippable, lines);
  if (parts === null) return tooMuch(state, candidates, lines);
  const used = shippable.filter((part) => parts.some((input) => input.fulfillmentOrderId === part.id));
  const locations = new Set(used.map((part) => part.assignedLocation?.location?.id ?? ''));
  // One call takes one location only; which of several this workstation is, only its configuration knows.
  if (locations.size > 1)
    return refused(
      'elsewhere',
      null,
      `the order ships from ${locations.size} locations: set the location of this shop's workstation`,
    );
  return { kind: 'send', parts };
}

/** Waits, or stands at a status that no table knows: neither is shipped past. */
function isStuck({ status }: ShipOrder): boolean {
  return !FULFILLMENT_ORDER.shippable.has(status) && !FULFILLMENT_ORDER.over.has(status);
}

function isOpen({ status }: ShipOrder): boolean {
  return !FULFILLMENT_ORDER.over.has(status);
}

/** No part of this location can be shipped: it waits, was moved away, left in another parcel, or was taken off the order. */
function nothingLeft(state: ShipState, candidates: readonly ShipOrder[]): Plan {
  const stuck = candidates.find(isStuck);
  if (stuck) return refused('not_due', stuck.status, `${stuck.id} stands at ${stuck.status}`);
  const status = candidates[0]?.status ?? null;
  if (state.parts.some(isOpen)) return refused('elsewhere', status, 'what is left ships from another location');
  const numbers = state.trackingNumbers.filter((number) => number !== '').join(', ');
  return state.parcels === 0
    ? refused('closed', status, 'nothing is left to ship')
    : refused('other_parcel', status, `all of it already left with ${numbers === '' ? 'no number' : numbers}`);
}

/** The parts that can be shipped do not suffice: the rest waits, is another location's, or is not there any more. */
function tooMuch(state: ShipState, candidates: readonly ShipOrder[], lines: ConfirmShipmentRequest['lines']): Plan {
  const stuck = candidates.find(isStuck);
  if (stuck && allocate(candidates.filter(isOpen), lines) !== null)
    return refused('not_due', stuck.status, `${stuck.id} stands at ${stuck.status}`);
  if (allocate(state.parts.filter(isOpen), lines) !== null)
    return refused('elsewhere', null, 'a part of the parcel ships from another location');
  return refused('less_left', null, 'the parcel holds more than the platform has left to ship');
}

/** Those known when the order was packed, as far as they still stand; else all of this location. */
function partsOfParcel(
  parts: readonly ShipOrder[],
  request: ConfirmShipmentRequest,
  config: Pick<ShopifyConfig, 'locationId'>,
): readonly ShipOrder[] {
  const known = new Set(
    ShopifyPlatformData.safeParse(request.platformData).data?.fulfillmentOrders.map((part) => part.id),
  );
  const here = parts.filter(
    (part) => config.locationId === '' || part.assignedLocation?.location?.id === config.locationId,
  );
  const live = here.filter((part) => known.has(part.id) && !FULFILLMENT_ORDER.over.has(part.status));
  return live.length > 0 ? live : here;
}

/** Spreads the parcel's quantities over the open lines; null when they do not suffice. */
function allocate(parts: readonly ShipOrder[], lines: ConfirmShipmentRequest['lines']): readonly PartInput[] | null {
  const missing = new Map<string, number>();
  for (const line of lines) missing.set(line.externalLineId, (missing.get(line.externalLineId) ?? 0) + line.quantity);
  const inputs = parts.map((part) => {
    const items = part.lineItems.nodes.flatMap((line) => {
      const quantity = Math.min(line.remainingQuantity, missing.get(line.lineItem.id) ?? 0);
      if (quantity <= 0) return [];
      missing.set(line.lineItem.id, (missing.get(line.lineItem.id) ?? 0) - quantity);
      return [{ id: line.id, quantity }];
    });
    return { fulfillmentOrderId: part.id, fulfillmentOrderLineItems: items };
  });
  if ([...missing.values()].some((quantity) => quantity > 0)) return null;
  return inputs.filter((input) => input.fulfillmentOrderLineItems.length > 0);
}

function isReported(state: ShipState, trackingNumber: string): boolean {
  return state.trackingNumbers.includes(trackingNumber);
}

function toInput(config: ShopifyConfig, request: ConfirmShipmentRequest, parts: readonly PartInput[]) {
  const company = config.companyNames[request.carrierId] ?? COMPANY_NAMES[request.carrierId] ?? request.carrierId;
  return {
    lineItemsByFulfillmentOrder: parts,
    trackingInfo: { number: request.trackingNumber, company },
    notifyCustomer: config.notifyCustomer,
  };
}

function refused(obstacle: ShipObstacle, status: string | null, text: string): Plan {
  return { kind: 'refused', failure: shipRefusal(obstacle, status, text) };
}
