import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { readRecipient } from '#main/usecases/orders/read-recipient.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import type { OpenShop } from '#main/usecases/shops/connected-shop.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Recipient } from '#shared/model/order.ts';

/**
 * Clear recipient data for a person; the look is written down before the data leaves. Where the platform masks it, the platform
 * is asked now, for this order alone, and what it tells is not stored.
 * @throws AppError ERR_ORDER_UNKNOWN, and what the platform's refusal says
 */
export async function revealRecipient(
  context: UseCaseContext,
  openShop: OpenShop,
  act: Act,
  asked: { readonly orderId: string; readonly reason: string },
  signal?: AbortSignal,
): Promise<Recipient> {
  const stored = recordReveal(context, act, asked);
  if (!stored.isMasked) return stored;
  const order = context.read
    .prepare<[string], { shop_id: string; external_number: string; recipient_handle: string | null }>(
      'SELECT shop_id, external_number, recipient_handle FROM orders WHERE id = ?',
    )
    .get(asked.orderId);
  const shop = order ? openShop(order.shop_id) : null;
  if (!order || !shop?.connector.decryptRecipient) return stored;
  const sealed = { externalNumber: order.external_number, handle: order.recipient_handle };
  const clear = await shop.connector.decryptRecipient(shop.channelContext(signal), sealed);
  if (!clear.ok) {
    const { code, vendorCode, vendorText } = clear.failure;
    throw new AppError(code, { vendorCode, vendorText });
  }
  const { name = stored.name, phone = stored.phone, street = stored.street } = clear.value;
  return { ...stored, name, phone, street, isMasked: false };
}

/** Writes down that a person looks at an order's personal data, and why. @returns the data as it is stored. @throws AppError ERR_ORDER_UNKNOWN */
export function recordReveal(
  context: UseCaseContext,
  act: Act,
  { orderId, reason }: { readonly orderId: string; readonly reason: string },
): Recipient {
  return context.db.transaction((tx) => {
    const recipient = readRecipient(tx, orderId);
    const atMs = context.clock.nowMs();
    recordEvent(tx, { orderId, atMs, type: 'order.revealed', act, rule: null, data: { reason } });
    recordAudit(tx, { atMs, act, what: 'order.reveal_recipient', target: orderId, data: { reason } });
    return recipient;
  });
}
