import { appendFileSync, closeSync, lstatSync, openSync, renameSync, rmSync } from 'node:fs';
import type { Cli } from '#main/app/cli/cli.ts';
import type { CommandResult } from '#main/app/cli/command-result.ts';
import { onFile } from '#main/app/cli/on-file.ts';
import { exportOrders } from '#main/app/cli/export/export-orders.ts';
import { exportStock } from '#main/app/cli/export/export-stock.ts';
import type { ExportFilter, ExportTable } from '#main/app/cli/export/export-table.ts';
import { exportTimeline } from '#main/app/cli/export/export-timeline.ts';
import { writeExport } from '#main/app/cli/export/write-export.ts';
import type { ExportFormat } from '#main/app/cli/export/write-export.ts';
import { openStoredData, requireReadable, requireWritable } from '#main/app/cli/open-stored-data.ts';
import type { ReadDb } from '#main/db/handles.ts';
import type { StoredData } from '#main/app/cli/open-stored-data.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { AppError } from '#shared/errors/app-error.ts';

const TABLES: Readonly<Record<ExportKind, ExportTable>> = {
  orders: exportOrders,
  stock: exportStock,
  timeline: exportTimeline,
};

export type ExportKind = 'orders' | 'stock' | 'timeline';

export interface ExportOrder {
  readonly what: ExportKind;
  readonly filter: ExportFilter;
  readonly format: ExportFormat;
  /** Null: standard output. */
  readonly file: string | null;
  readonly hasByteOrderMark: boolean;
  /** Why personal data is revealed. */
  readonly reason: string;
}

/** Writes one table. @throws AppError ERR_DB_CORRUPT when nothing can be read, ERR_DB_READ_ONLY when a look at personal data cannot be written down, ERR_HOST_FILE_UNWRITABLE, ERR_ORDER_UNKNOWN, ERR_CHANNEL_SHOP_UNKNOWN */
export async function exportData(cli: Cli, dataDir: string, order: ExportOrder): Promise<CommandResult> {
  const data = await openStoredData(cli, dataDir);
  try {
    requireReadable(data);
    requireKnown(data.context.read, order.filter);
    if (order.filter.isRevealed) writeDown(data, order);
    const { columns, rows } = TABLES[order.what];
    const { what, filter, format, file } = order;
    const text = { columns, rows: rows(data.context.read, filter), format, hasByteOrderMark: order.hasByteOrderMark };
    if (file === null) {
      writeExport(text, cli.streams.out);
      return { ok: true, data: {}, lines: [], isPrinted: true };
    }
    const count = toFile(file, (write) => writeExport(text, write));
    const line = cli.texts('export.written', { rows: count, file });
    return { ok: true, data: { file, what, rows: count, revealed: filter.isRevealed }, lines: [line] };
  } finally {
    data.close();
  }
}

/** A number or shop that nobody knows is a slip of the pen: an empty file would hide it. */
function requireKnown(db: ReadDb, { order, shop }: ExportFilter): void {
  if (order !== null && !db.pluck<[string], number>('SELECT 1 FROM external_ids WHERE value = ? LIMIT 1').get(order))
    throw new AppError('ERR_ORDER_UNKNOWN', { order });
  if (
    shop !== null &&
    !db.pluck<[string, string], number>('SELECT 1 FROM shops WHERE id = ? OR name = ?').get(shop, shop)
  )
    throw new AppError('ERR_CHANNEL_SHOP_UNKNOWN', { shopId: shop });
}

/** The look at personal data is written down before the data leaves. */
function writeDown(data: StoredData, { what, reason, filter }: ExportOrder): void {
  requireWritable(data);
  const { context, act } = data;
  const { status, shop, order } = filter;
  const details = { reason, status, shop, order };
  const atMs = context.clock.nowMs();
  context.db.transaction((tx) => recordAudit(tx, { atMs, act, what: 'export.reveal', target: what, data: details }));
}

/** A file gets its name when it is whole: what an earlier export wrote is not lost to one that fails. @throws AppError ERR_HOST_FILE_UNWRITABLE */
function toFile(file: string, work: (write: (text: string) => void) => number): number {
  return onFile(file, () => {
    // Into a pipe, a device or what a link points at it is written as it comes.
    if (lstatSync(file, { throwIfNoEntry: false })?.isFile() === false) return into(file, work);
    const partial = `${file}.partial`;
    try {
      const count = into(partial, work);
      renameSync(partial, file);
      return count;
    } finally {
      rmSync(partial, { force: true });
    }
  });
}

function into(file: string, work: (write: (text: string) => void) => number): number {
  const handle = openSync(file, 'w', 0o600);
  try {
    return work((text) => appendFileSync(handle, text));
  } finally {
    closeSync(handle);
  }
}
