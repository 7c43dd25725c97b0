import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import type { WaybillRow } from '#main/usecases/shipping/waybill-rows.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Has a waybill given back to its carrier by the outbox. `again` tells a later need apart from the first one. */
export function queueWaybillCancel(
  tx: WriteTx,
  context: Pick<UseCaseContext, 'clock' | 'ids'>,
  act: Act,
  what: { waybill: Pick<WaybillRow, 'id' | 'request_key'>; orderId: string; atMs: number; again?: string },
): void {
  const { waybill, orderId, atMs } = what;
  enqueueJob(tx, context, {
    topic: 'waybill.cancel',
    key: `cancel-waybill:${waybill.id}${what.again ? `:${what.again}` : ''}`,
    payload: { waybillId: waybill.id },
    orderId,
  });
  recordEvent(tx, {
    orderId,
    atMs,
    type: 'waybill.cancel_queued',
    act,
    rule: null,
    data: { requestKey: waybill.request_key },
  });
}
