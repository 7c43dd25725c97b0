import type { ReadDb } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { giveWay } from '#main/usecases/give-way.ts';
import type { OpenShop } from '#main/usecases/shops/connected-shop.ts';
import { replayMessage } from '#main/usecases/shops/parked-messages.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** A status of a channel that messages wait for. */
export interface WaitedFor {
  readonly channelId: string;
  readonly axis: string;
  readonly vendorStatus: string;
}

const WAITING = `FROM raw_messages m JOIN shops s ON s.id = m.shop_id
  WHERE m.state = 'parked' AND m.park_code = 'ERR_CHANNEL_STATUS_UNMAPPED' AND s.channel_id = ?
    AND json_extract(m.park_json, '$.axis') = ? AND json_extract(m.park_json, '$.vendorStatus') = ?`;

export function countWaiting(db: ReadDb, { channelId, axis, vendorStatus }: WaitedFor): number {
  return (
    db.pluck<[string, string, string], number>(`SELECT COUNT(*) ${WAITING}`).get(channelId, axis, vendorStatus) ?? 0
  );
}

export interface ReplayedWaiting {
  readonly done: number;
  readonly stillParked: number;
  readonly total: number;
}

/**
 * Reads the messages again that waited for a status, oldest first, each in a transaction of its own and with pauses between them.
 * Stopped or killed, the next run goes on with those that are left.
 */
export async function replayWaiting(
  context: UseCaseContext,
  act: Act,
  openShop: OpenShop,
  waited: WaitedFor,
  signal: AbortSignal,
  progress: (at: ReplayedWaiting) => void,
): Promise<ReplayedWaiting> {
  const ids = context.read
    .pluck<[string, string, string], string>(`SELECT m.id ${WAITING} ORDER BY m.received_at_ms, m.id`)
    .all(waited.channelId, waited.axis, waited.vendorStatus);
  const total = ids.length;
  let done = 0;
  let stillParked = 0;
  for (const id of ids) {
    if (signal.aborted) break;
    if (replayOne(context, act, openShop, id) === 'parked') stillParked += 1;
    done += 1;
    progress({ done, stillParked, total });
    await giveWay();
  }
  return { done, stillParked, total };
}

/** A message that a person replayed meanwhile is none of ours any more. */
function replayOne(context: UseCaseContext, act: Act, openShop: OpenShop, id: string): string {
  try {
    return replayMessage(context, act, openShop, id).outcome;
  } catch (error) {
    if (error instanceof AppError && error.code === 'ERR_CHANNEL_MESSAGE_NOT_PARKED') return 'unchanged';
    throw error;
  }
}
