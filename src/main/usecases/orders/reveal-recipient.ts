import { appendAudit } from '#main/db/repos/append-audit.ts';
import type { Act } from '#main/usecases/actor.ts';
import { readRecipient } from '#main/usecases/orders/read-recipient.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Recipient } from '#shared/model/order.ts';

/** Clear recipient data for a person; the look is written down before the data leaves. */
export function revealRecipient(context: UseCaseContext, act: Act, orderId: string, reason: string): Recipient {
  return context.db.transaction((tx) => {
    const recipient = readRecipient(tx, orderId);
    const atMs = context.clock.nowMs();
    recordEvent(tx, { orderId, atMs, type: 'order.revealed', act, rule: null, data: { reason } });
    appendAudit(tx, {
      atMs,
      actorKind: act.actor.kind,
      actorId: act.actor.name,
      act: 'order.reveal_recipient',
      target: orderId,
      data: { reason },
    });
    return recipient;
  });
}
