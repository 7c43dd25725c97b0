import { findMeaningConflict, sameStatus } from '#core/orders/status-meaning.ts';
import type { StatusAxis, StatusMeaning } from '#core/orders/status-meaning.ts';
import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import type { ReadDb } from '#main/db/handles.ts';
import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { meaningOf } from '#main/usecases/shops/list-statuses.ts';
import { readStatusMap } from '#main/usecases/shops/read-status-map.ts';
import { countWaiting } from '#main/usecases/shops/replay-waiting.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

type Channel = Pick<ChannelConnector, 'id' | 'statusMap'>;

interface StatusChange {
  readonly axis: StatusAxis;
  readonly vendorStatus: string;
  /** What the person saw; null: nothing. */
  readonly seen: StatusMeaning | null;
}

/** Topic of the job that reads waiting messages again. */
export const REPLAY_WAITING_TOPIC = 'shop.replay-waiting';

/**
 * Says what one status of a platform means. Messages that waited for it are read again by a job of their own.
 * @returns how many wait
 * @throws AppError ERR_CHANNEL_STATUS_CONFLICT, ERR_CHANNEL_STATUS_TWICE, ERR_CHANNEL_STATUS_CHANGED
 */
export function saveStatusMeaning(
  context: UseCaseContext,
  act: Act,
  channel: Channel,
  change: StatusChange & { readonly meaning: StatusMeaning; readonly reason: string },
): { waitingCount: number } {
  const { axis, vendorStatus, meaning, reason } = change;
  const conflict = findMeaningConflict(axis, meaning);
  if (conflict) throw new AppError('ERR_CHANNEL_STATUS_CONFLICT', { conflict, status: vendorStatus });
  return context.db.transaction((tx) => {
    checkUnchanged(tx, channel, change);
    const atMs = context.clock.nowMs();
    tx.prepare<(string | number | null)[]>(
      `INSERT INTO status_map (channel_id, axis, vendor_status, payment, fulfilment, after_sales, hold, edited_by, edited_at_ms, reason)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (channel_id, axis, vendor_status) DO UPDATE SET payment = excluded.payment, fulfilment = excluded.fulfilment,
         after_sales = excluded.after_sales, hold = excluded.hold, edited_by = excluded.edited_by, edited_at_ms = excluded.edited_at_ms, reason = excluded.reason`,
    ).run(
      channel.id,
      axis,
      vendorStatus,
      meaning.payment,
      meaning.fulfilment,
      meaning.afterSales,
      meaning.hold,
      act.actor.name,
      atMs,
      reason,
    );
    const data = { axis, vendorStatus, before: change.seen, after: meaning, reason };
    recordAudit(tx, { atMs, act, what: 'status.save', target: channel.id, data });
    const waitingCount = countWaiting(tx, { channelId: channel.id, axis, vendorStatus });
    if (waitingCount > 0)
      enqueueJob(tx, context, {
        topic: REPLAY_WAITING_TOPIC,
        key: `${REPLAY_WAITING_TOPIC}:${context.ids.next()}`,
        payload: { channelId: channel.id, axis, vendorStatus },
      });
    tx.changed('shops');
    return { waitingCount };
  });
}

/**
 * Returns a status to the connector's own meaning; one that people added is unknown again.
 * @throws AppError ERR_CHANNEL_STATUS_CHANGED
 */
export function resetStatusMeaning(
  context: UseCaseContext,
  act: Act,
  channel: Channel,
  change: StatusChange,
): { removed: boolean } {
  return context.db.transaction((tx) => {
    checkUnchanged(tx, channel, change);
    const { axis, vendorStatus, seen } = change;
    const { changes } = tx
      .prepare<[string, string, string]>(
        'DELETE FROM status_map WHERE channel_id = ? AND axis = ? AND vendor_status = ?',
      )
      .run(channel.id, axis, vendorStatus);
    if (changes === 0) return { removed: false };
    const data = { axis, vendorStatus, before: seen };
    recordAudit(tx, { atMs: context.clock.nowMs(), act, what: 'status.reset', target: channel.id, data });
    tx.changed('shops');
    return { removed: true };
  });
}

/** Another window may have changed the row, or added the same status in another spelling. */
function checkUnchanged(db: ReadDb, channel: Channel, { axis, vendorStatus, seen }: StatusChange): void {
  const rows = readStatusMap(db, channel.id, channel.statusMap).filter((row) => row.axis === axis);
  const standing = rows.find((row) => row.vendorStatus === vendorStatus);
  if (!isSameMeaning(standing ? meaningOf(standing) : null, seen))
    throw new AppError('ERR_CHANNEL_STATUS_CHANGED', { status: vendorStatus });
  const twin = standing ? undefined : rows.find((row) => sameStatus(row.vendorStatus, vendorStatus));
  if (twin) throw new AppError('ERR_CHANNEL_STATUS_TWICE', { status: vendorStatus, other: twin.vendorStatus });
}

function isSameMeaning(one: StatusMeaning | null, other: StatusMeaning | null): boolean {
  if (one === null || other === null) return one === other;
  return (
    one.payment === other.payment &&
    one.fulfilment === other.fulfilment &&
    one.afterSales === other.afterSales &&
    one.hold === other.hold
  );
}
