import type { ReadDb } from '#main/db/handles.ts';
import type { StatusMapRow } from '#main/plugins/channels/channel-connector.ts';

export interface EditedStatus extends StatusMapRow {
  readonly editedBy: string;
  readonly editedAtMs: number;
  readonly reason: string;
}

interface StatusRow {
  axis: StatusMapRow['axis'];
  vendor_status: string;
  payment: StatusMapRow['payment'];
  fulfilment: StatusMapRow['fulfilment'];
  after_sales: StatusMapRow['afterSales'];
  hold: StatusMapRow['hold'];
  edited_by: string | null;
  edited_at_ms: number;
  reason: string;
}

/** The connector's table with the rows that people edited laid over it: one meaning for each status of an axis. */
export function readStatusMap(
  db: ReadDb,
  channelId: string,
  builtIn: readonly StatusMapRow[],
): readonly StatusMapRow[] {
  const edited = readEditedStatuses(db, channelId);
  if (edited.length === 0) return builtIn;
  const rows = new Map(builtIn.map((row) => [statusKey(row), row]));
  for (const row of edited) rows.set(statusKey(row), row);
  return [...rows.values()];
}

export function readEditedStatuses(db: ReadDb, channelId: string): readonly EditedStatus[] {
  return db
    .prepare<[string], StatusRow>(
      'SELECT axis, vendor_status, payment, fulfilment, after_sales, hold, edited_by, edited_at_ms, reason FROM status_map WHERE channel_id = ?',
    )
    .all(channelId)
    .map((row) => ({
      axis: row.axis,
      vendorStatus: row.vendor_status,
      payment: row.payment,
      fulfilment: row.fulfilment,
      afterSales: row.after_sales,
      hold: row.hold,
      editedBy: row.edited_by ?? '',
      editedAtMs: row.edited_at_ms,
      reason: row.reason,
    }));
}

export function statusKey({ axis, vendorStatus }: Pick<StatusMapRow, 'axis' | 'vendorStatus'>): string {
  return `${axis} ${vendorStatus}`;
}
