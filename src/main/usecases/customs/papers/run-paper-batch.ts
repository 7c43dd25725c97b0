import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { makePapers } from '#main/usecases/customs/papers/make-papers.ts';
import { readBatch, setState } from '#main/usecases/customs/papers/paper-batches.ts';
import type { PapersServices } from '#main/usecases/customs/papers/papers-services.ts';
import { giveWay } from '#main/usecases/give-way.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CustomsPaperKind } from '#shared/model/customs.ts';

/** Orders whose papers are drawn at the same time: as many as there are drawing threads. */
const LANES = 2;

interface WaitingOrder {
  readonly position: number;
  readonly order_id: string;
}

/**
 * Makes the papers of the orders that wait, each in a transaction of its own: a crash loses none that was made. An order whose papers
 * cannot be made is listed with its reason, and the others go on. Ends when all had their turn, a person stops it, or the signal aborts.
 */
export async function runPaperBatch(
  context: UseCaseContext,
  services: PapersServices,
  batchId: string,
  signal: AbortSignal,
): Promise<void> {
  const batch = readBatch(context.read, batchId);
  if (batch.state !== 'running') return;
  const act = JSON.parse(batch.act_json) as Act;
  const kinds = JSON.parse(batch.kinds_json) as CustomsPaperKind[];
  const waiting = context.read
    .prepare<[string], WaitingOrder>(
      "SELECT position, order_id FROM customs_paper_batch_orders WHERE batch_id = ? AND state = 'waiting' ORDER BY position",
    )
    .all(batchId);
  const queue = waiting.values();
  const isOn = (): boolean => !signal.aborted && readBatch(context.read, batchId).state === 'running';
  const lane = async (): Promise<void> => {
    for (const order of queue) {
      if (!isOn()) return;
      await makeOne(context, services, act, batchId, order, kinds);
      await giveWay();
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  if (isOn()) context.db.transaction((tx) => setState(tx, batchId, 'finished', context.clock.nowMs()));
}

async function makeOne(
  context: UseCaseContext,
  services: PapersServices,
  act: Act,
  batchId: string,
  { position, order_id: orderId }: WaitingOrder,
  kinds: readonly CustomsPaperKind[],
): Promise<void> {
  const mark = (state: 'done' | 'failed', documentIds: readonly string[], problem: Problem | null): void =>
    context.db.transaction((tx) => markOrder(tx, { batchId, position, state, documentIds, problem }));
  const made: string[] = [];
  try {
    for (const shipmentId of parcelsOf(context, orderId))
      for (const { documentId } of await makePapers(context, services, act, { orderId, shipmentId, kinds }))
        made.push(documentId);
    mark('done', made, null);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    mark('failed', made, { code: error.code, data: { ...error.data } });
  }
}

/** The parcels of an order; null stands for the order while it has none. */
function parcelsOf({ read }: UseCaseContext, orderId: string): readonly (string | null)[] {
  const ids = read
    .pluck<[string], string>(
      "SELECT id FROM shipments WHERE order_id = ? AND state <> 'cancelled' ORDER BY parcel_number",
    )
    .all(orderId);
  return ids.length > 0 ? ids : [null];
}

interface OrderMark {
  readonly batchId: string;
  readonly position: number;
  readonly state: 'done' | 'failed';
  readonly documentIds: readonly string[];
  readonly problem: Problem | null;
}

function markOrder(tx: WriteTx, { batchId, position, state, documentIds, problem }: OrderMark): void {
  tx.prepare<[string, string, string | null, string, number]>(
    'UPDATE customs_paper_batch_orders SET state = ?, documents_json = ?, problem_json = ? WHERE batch_id = ? AND position = ?',
  ).run(state, JSON.stringify(documentIds), problem && JSON.stringify(problem), batchId, position);
  tx.changed('customs-papers');
}
