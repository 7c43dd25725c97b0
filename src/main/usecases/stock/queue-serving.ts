import { z } from 'zod';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import { findOperator } from '#main/db/repos/operators-repo.ts';
import type { Act } from '#main/usecases/actor.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { OperatorId } from '#shared/model/ids.ts';

export const SERVE_WAITING_TOPIC = 'stock.serve-waiting';

/** Who brought the goods, by id: names are looked up when the job runs. */
export const ServingPayload = z.object({
  actorKind: z.enum(['operator', 'system', 'channel', 'carrier', 'device', 'api']),
  actorId: z.string(),
  traceId: z.string(),
});
type Serving = z.infer<typeof ServingPayload>;

/** Has the orders that wait for goods served after this commit, however many they are. @param movementKey what brought the goods */
export function queueServing(tx: WriteTx, context: UseCaseContext, act: Act, movementKey: string): void {
  enqueueJob(tx, context, {
    topic: SERVE_WAITING_TOPIC,
    key: `${SERVE_WAITING_TOPIC}:${movementKey}`,
    payload: { actorKind: act.actor.kind, actorId: act.actor.id, traceId: act.traceId } satisfies Serving,
  });
}

/** The act under which the timelines of served orders name who brought the goods. */
export function servingAct(db: ReadDb, { actorKind, actorId, traceId }: Serving): Act {
  const name = (actorKind === 'operator' && findOperator(db, OperatorId.parse(actorId))?.name) || actorId;
  return { actor: { kind: actorKind, id: actorId, name }, source: `job:${SERVE_WAITING_TOPIC}`, traceId };
}
