import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { eraseOrderData } from '#main/usecases/orders/erase/erase-order-data.ts';
import { findSettledOrder } from '#main/usecases/orders/erase/erasable-orders.ts';
import { readRecipient } from '#main/usecases/orders/read-recipient.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * Erases the personal data of one order now, because its buyer asked for it.
 * @throws AppError ERR_ORDER_UNKNOWN; ERR_ORDER_ERASE_OPEN while the data is still wanted: a parcel, a return, a print or a case of customs is open
 */
export function eraseOnRequest(context: UseCaseContext, act: Act, orderId: string, reason: string): void {
  context.db.transaction((tx) => {
    readRecipient(tx, orderId);
    const order = findSettledOrder(tx, orderId);
    if (!order) throw new AppError('ERR_ORDER_ERASE_OPEN', {});
    const atMs = context.clock.nowMs();
    eraseOrderData(tx, act, atMs, order, { rule: 'request', reason });
    recordAudit(tx, { atMs, act, what: 'order.personal_data_erased', target: orderId, data: { reason } });
  });
}
