import { parseJson } from '#main/lib/http-json.ts';
import { sliceElements, sliceValue } from '#main/lib/http-json-slices.ts';
import type { RawRefundMessage, RefundReading, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { unreadable } from '#main/plugins/channels/draft-rules.ts';
import { readShopify } from '#main/plugins/channels/shopify/call.ts';
import type { ShopifyReply } from '#main/plugins/channels/shopify/call.ts';
import { refusal, shapeFailure } from '#main/plugins/channels/call-failures.ts';
import { nextCursor, tooLong } from '#main/plugins/channels/shopify/order-payload.ts';
import { changedBetween } from '#main/plugins/channels/shopify/pull-changes.ts';
import {
  CHANGED_REFUNDS,
  MORE_REFUND_LINES,
  ONE_REFUND,
  ORDER_REFUNDS,
  REFUND_NUMBERS,
} from '#main/plugins/channels/shopify/queries.ts';
import {
  OneRefundAnswer,
  OrderRefundsAnswer,
  Refund,
  RefundLineConnection,
  RefundLinesAnswer,
  RefundNumbersAnswer,
  RefundsAnswer,
} from '#main/plugins/channels/shopify/schemas.ts';
import type { RefundHead, ShopifyContext } from '#main/plugins/channels/shopify/schemas.ts';
import { FIRST_REFUNDS, LONG_LIST, REFUND_CREATED, RESTOCK_RETURNED } from '#main/plugins/channels/shopify/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { parseDecimalAmount } from '#shared/model/money.ts';
import { parseIsoInstant } from '#shared/model/time.ts';
import type { UtcMs } from '#shared/model/time.ts';
import { z } from 'zod';

/** An archived refund: its bytes as sent and those of further pages of its lines, framed with the order's id. */
const RefundPayload = z.object({ orderId: z.string(), refund: Refund, lines: z.array(RefundLineConnection) });

type Reply = ShopifyReply<z.infer<typeof RefundsAnswer>>;

/** Refunds of the orders that changed in the window: a refund changes its order. Those known before come again. */
export async function* pullShopifyRefunds(
  context: ShopifyContext,
  window: { fromMs: UtcMs; toMs: UtcMs },
): AsyncGenerator<PluginResult<readonly RawRefundMessage[]>> {
  const query = changedBetween(window.fromMs, window.toMs);
  let after: string | null = null;
  do {
    const variables = { query, after };
    const reply: Reply = await readShopify(context, { query: CHANGED_REFUNDS, variables, answer: RefundsAnswer });
    if (!reply.ok) return yield failed(reply.failure);
    for (const order of reply.value.orders.nodes.filter((each) => each.refunds.length > 0)) {
      const messages = await refundsOf(context, order.id);
      if (!messages.ok) return yield messages;
      yield messages;
    }
    after = nextCursor(reply.value.orders.pageInfo);
  } while (after !== null);
}

async function refundsOf(context: ShopifyContext, orderId: string): Promise<PluginResult<readonly RawRefundMessage[]>> {
  const variables = { id: orderId };
  const reply = await readShopify(context, { query: ORDER_REFUNDS, variables, answer: OrderRefundsAnswer });
  if (!reply.ok) return failed(reply.failure);
  const slices = sliceElements(reply.body, ['data', 'order', 'refunds']) ?? [];
  const heads = reply.value.order?.refunds ?? [];
  const messages: RawRefundMessage[] = [];
  for (const [index, head] of heads.entries()) {
    const message = await toMessage(context, orderId, head, slices[index] ?? new Uint8Array());
    if (!message.ok) return message;
    messages.push(message.value);
  }
  if (heads.length < FIRST_REFUNDS) return succeeded(messages);
  const rest = await restOfRefunds(context, orderId, new Set(heads.map(({ id }) => id)));
  return rest.ok ? succeeded([...messages, ...rest.value]) : rest;
}

/** One by one: in one answer they would cost more points than a query may. */
async function restOfRefunds(
  context: ShopifyContext,
  orderId: string,
  known: ReadonlySet<string>,
): Promise<PluginResult<readonly RawRefundMessage[]>> {
  const variables = { id: orderId };
  const listed = await readShopify(context, { query: REFUND_NUMBERS, variables, answer: RefundNumbersAnswer });
  if (!listed.ok) return failed(listed.failure);
  const numbers = (listed.value.order?.refunds ?? []).map(({ id }) => id);
  if (numbers.length >= LONG_LIST.refunds) return failed(refusal(null, tooLong(orderId)));
  const messages: RawRefundMessage[] = [];
  for (const id of numbers.filter((each) => !known.has(each))) {
    const reply = await readShopify(context, { query: ONE_REFUND, variables: { id }, answer: OneRefundAnswer });
    if (!reply.ok) return failed(reply.failure);
    const bytes = sliceValue(reply.body, ['data', 'refund']);
    if (!bytes || !reply.value.refund) return failed(shapeFailure(`${id} vanished after it was listed`, 'read'));
    const message = await toMessage(context, orderId, reply.value.refund, bytes);
    if (!message.ok) return message;
    messages.push(message.value);
  }
  return succeeded(messages);
}

async function toMessage(
  context: ShopifyContext,
  orderId: string,
  head: RefundHead,
  bytes: Uint8Array,
): Promise<PluginResult<RawRefundMessage>> {
  const pages = await restOfLines(context, head);
  if (!pages.ok) return failed(pages.failure);
  return succeeded({
    refundNumber: head.id,
    externalNumber: orderId,
    payload: frame(orderId, bytes, pages.value),
  });
}

async function restOfLines(context: ShopifyContext, head: RefundHead): Promise<PluginResult<readonly Uint8Array[]>> {
  const pages: Uint8Array[] = [];
  let after = nextCursor(head.refundLineItems.pageInfo);
  while (after !== null) {
    const reply: ShopifyReply<z.infer<typeof RefundLinesAnswer>> = await readShopify(context, {
      query: MORE_REFUND_LINES,
      variables: { id: head.id, after },
      answer: RefundLinesAnswer,
    });
    if (!reply.ok) return failed(reply.failure);
    const bytes = sliceValue(reply.body, ['data', 'refund', 'refundLineItems']);
    if (!bytes || !reply.value.refund) return failed(shapeFailure(`${head.id} vanished between two pages`, 'read'));
    pages.push(bytes);
    after = nextCursor(reply.value.refund.refundLineItems.pageInfo);
  }
  return succeeded(pages);
}

function frame(orderId: string, refund: Uint8Array, pages: readonly Uint8Array[]): Uint8Array {
  const lines = pages.flatMap((page, index) => (index === 0 ? [page] : [Buffer.from(','), page]));
  return Buffer.concat([
    Buffer.from(`{"orderId":${JSON.stringify(orderId)},"refund":`),
    refund,
    Buffer.from(',"lines":['),
    ...lines,
    Buffer.from(']}'),
  ]);
}

/** Reads one archived refund with all pages of its lines. */
export function readShopifyRefund(payload: Uint8Array, context: { statusMap: readonly StatusMapRow[] }): RefundReading {
  const parsed = RefundPayload.safeParse(parseJson(payload));
  if (!parsed.success) return unreadable('shape', parsed.error.issues[0]?.path.join('.') ?? '');
  const { orderId, refund } = parsed.data;
  const row = context.statusMap.find((each) => each.axis === 'refund' && each.vendorStatus === REFUND_CREATED);
  if (!row?.afterSales) {
    const data = { axis: 'refund', vendorStatus: REFUND_CREATED, externalNumber: orderId };
    return { ok: false, code: 'ERR_CHANNEL_STATUS_UNMAPPED', data };
  }
  const { amount, currencyCode } = refund.totalRefundedSet.shopMoney;
  const amountMinor = parseDecimalAmount(amount, currencyCode);
  if (amountMinor === null) return unreadable('amount', 'totalRefundedSet');
  const updatedMs = parseIsoInstant(refund.updatedAt);
  if (updatedMs === null) return unreadable('time', 'updatedAt');
  const lines = [refund.refundLineItems, ...parsed.data.lines].flatMap((page) => page.nodes);
  return {
    ok: true,
    draft: {
      refundNumber: refund.id,
      externalNumber: orderId,
      platformVersionMs: updatedMs,
      platformStatus: REFUND_CREATED,
      state: row.afterSales,
      kind: lines.some((line) => line.restockType === RESTOCK_RETURNED) ? 'return_and_refund' : 'refund_only',
      amountMinor,
      currency: currencyCode,
      reason: refund.note,
      requestedAtMs: parseIsoInstant(refund.createdAt ?? ''),
      lines: lines.map((line) => ({ externalLineId: line.lineItem.id, quantity: line.quantity })),
      returnTrackingNumber: '',
    },
  };
}
