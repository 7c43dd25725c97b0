import { sliceElements } from '#main/lib/http-json-slices.ts';
import { readWoo } from '#main/plugins/channels/woocommerce/call.ts';
import { countIn } from '#main/plugins/channels/woocommerce/order-list.ts';
import { Id, Order, RefundRecord } from '#main/plugins/channels/woocommerce/schemas.ts';
import type { WooContext } from '#main/plugins/channels/woocommerce/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

/**
 * An archived order: its bytes as sent, and those of its refunds, which an order names without their lines. Only the frame
 * around them is ours: `{"order":…,"refunds":[…]}`.
 */
export const OrderPayload = z.object({ order: Order, refunds: z.array(RefundRecord) });

/** An archived refund; the order's number and currency are not part of what WooCommerce sends. */
export const RefundPayload = z.object({ orderId: Id, currency: z.string(), refund: RefundRecord });

const REFUNDS_PER_PAGE = 100;

/** Frames one order for the archive, with its refunds where it has any. */
export async function completeOrder(
  context: WooContext,
  head: { readonly id: string; readonly refunds?: readonly unknown[] | null | undefined },
  bytes: Uint8Array,
): Promise<PluginResult<Uint8Array>> {
  if ((head.refunds ?? []).length === 0) return succeeded(framePayload(bytes, []));
  const refunds = await readRefundBytes(context, head.id);
  return refunds.ok ? succeeded(framePayload(bytes, refunds.value)) : failed(refunds.failure);
}

/** The exact bytes of each refund of an order, oldest page last as WooCommerce lists them. */
export async function readRefundBytes(
  context: WooContext,
  orderId: string,
): Promise<PluginResult<readonly Uint8Array[]>> {
  const found: Uint8Array[] = [];
  for (let page = 1; ; page += 1) {
    const reply = await readWoo(context, {
      name: 'refunds.list',
      method: 'GET',
      route: `/wc/v3/orders/${orderId}/refunds`,
      query: { per_page: String(REFUNDS_PER_PAGE), page: String(page) },
      answer: z.array(z.object({ id: Id })),
    });
    if (!reply.ok) return failed(reply.failure);
    found.push(...(sliceElements(reply.body, []) ?? []));
    if (reply.value.length === 0 || page >= (countIn(reply.headers, 'x-wp-totalpages') ?? 1)) return succeeded(found);
  }
}

export function framePayload(order: Uint8Array, refunds: readonly Uint8Array[]): Uint8Array {
  const parts = refunds.flatMap((part, index) => (index === 0 ? [part] : [Buffer.from(','), part]));
  return Buffer.concat([Buffer.from('{"order":'), order, Buffer.from(',"refunds":['), ...parts, Buffer.from(']}')]);
}

export function frameRefund(orderId: string, currency: string, refund: Uint8Array): Uint8Array {
  const head = `{"orderId":${JSON.stringify(orderId)},"currency":${JSON.stringify(currency)},"refund":`;
  return Buffer.concat([Buffer.from(head), refund, Buffer.from('}')]);
}
