import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { CUSTOMS_HOLD } from '#main/usecases/customs/desk/check-case.ts';
import { CUSTOMS_UNCHECKED_HOLD } from '#main/usecases/customs/desk/hold-until-checked.ts';
import { placeHold, releaseHold } from '#main/usecases/orders/holds.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { HoldKind } from '#shared/model/order.ts';

/** An operator's own hold, with a reason. */
export function holdOrder(context: UseCaseContext, act: Act, orderId: string, reason: string): void {
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    placeHold(tx, act, atMs, { orderId, kind: 'approval', reasonCode: 'operator', data: { reason } });
    recordAudit(tx, { atMs, act, what: 'order.hold', target: orderId, data: { reason } });
  });
}

/**
 * @throws AppError ERR_ORDER_HOLD_UNKNOWN when it does not stand; ERR_CUSTOMS_RELEASE_AT_DESK for one that goes by itself, or by a
 * named right at the customs desk
 */
export function releaseOrderHold(
  context: UseCaseContext,
  act: Act,
  hold: { id: string; kind: HoldKind; reasonCode: string; reason: string },
): void {
  if (hold.kind === 'customs' && [CUSTOMS_HOLD, CUSTOMS_UNCHECKED_HOLD].includes(hold.reasonCode))
    throw new AppError('ERR_CUSTOMS_RELEASE_AT_DESK', {});
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    if (
      !releaseHold(tx, act, atMs, {
        orderId: hold.id,
        kind: hold.kind,
        reasonCode: hold.reasonCode,
        reason: hold.reason,
      })
    )
      throw new AppError('ERR_ORDER_HOLD_UNKNOWN', { kind: hold.kind });
    const { id: target, ...data } = hold;
    recordAudit(tx, { atMs, act, what: 'order.release_hold', target, data });
  });
}
