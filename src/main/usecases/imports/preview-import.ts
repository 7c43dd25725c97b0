import type { WriteTx } from '#main/db/handles.ts';
import { turnsOf } from '#main/db/write-turns.ts';
import type { Act } from '#main/usecases/actor.ts';
import { findSkuOfRow } from '#main/usecases/imports/apply-goods-row.ts';
import type { RowValues } from '#main/usecases/imports/check-order-rows.ts';
import type { CheckedRow, FileRequest } from '#main/usecases/imports/check-file.ts';
import type { ImportFileReader, OpenedFile } from '#main/usecases/imports/import-file-reader.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface ImportRequest extends Omit<FileRequest, 'currency'> {
  readonly shopId: string | null;
}

/** What a draft shows of its file beside the rows. */
export type ReadFile = Pick<OpenedFile, 'headers' | 'encoding' | 'template'>;

export interface ImportPreview extends ReadFile, Pick<OpenedFile, 'mapping'> {
  readonly importId: string;
}

/** Rows stored per transaction. */
const PER_SLICE = 100;

/**
 * Reads a file, maps its columns and checks every row; stores the result so that it can be applied later, but applies nothing.
 * @throws AppError ERR_IMPORT_*, ERR_CHANNEL_SHOP_UNKNOWN
 */
export async function previewImport(
  context: UseCaseContext,
  files: ImportFileReader,
  act: Act,
  { shopId, ...request }: ImportRequest,
): Promise<ImportPreview> {
  const file = await files.open({ ...request, currency: currencyOf(context, request.kind, shopId) });
  const importId = context.ids.next();
  const turns = turnsOf(context.db);
  try {
    context.db.transaction((tx) => insertImport(tx, context, act, importId, { ...request, shopId }, file));
    for (;;) {
      const rows = await file.next(PER_SLICE);
      if (rows.length === 0) break;
      await turns.run(() =>
        context.db.transaction((tx) =>
          insertRows(
            tx,
            importId,
            request.kind === 'customs_goods' ? rows.map((row) => knownSku(tx, importId, row)) : rows,
          ),
        ),
      );
    }
    context.db.transaction((tx) => {
      tx.prepare<[string]>("UPDATE imports SET state = 'previewed' WHERE id = ?").run(importId);
      tx.changed('imports');
    });
    const { headers, encoding, mapping, template } = file;
    return { importId, headers, encoding, mapping, template };
  } finally {
    file.close();
  }
}

function insertImport(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  importId: string,
  request: ImportRequest,
  file: OpenedFile,
): void {
  tx.prepare<(string | number | null)[]>(
    `INSERT INTO imports (id, kind, shop_id, file_name, sha256, mapping_json, state, file_json, row_count, applied_count, error_count, doubt_count, created_at_ms, operator_id) VALUES (?, ?, ?, ?, ?, ?, 'reading', ?, ?, 0, ?, ?, ?, ?)`,
  ).run(
    importId,
    request.kind,
    request.shopId,
    request.fileName,
    file.sha256,
    JSON.stringify(file.mapping),
    JSON.stringify({ headers: file.headers, encoding: file.encoding, template: file.template } satisfies ReadFile),
    file.rowCount,
    file.errorCount,
    file.doubtCount,
    context.clock.nowMs(),
    act.actor.id,
  );
}

function insertRows(tx: WriteTx, importId: string, rows: readonly CheckedRow[]): void {
  const insert = tx.prepare<(string | number | null)[]>(
    'INSERT INTO import_rows (import_id, row_number, group_key, cells_json, state, error_json, doubts_json) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const { rowNumber, groupKey, cellsJson, problems, doubts } of rows) {
    const [state, errorJson] = problems.length === 0 ? ['ready', null] : ['error', JSON.stringify(problems)];
    insert.run(
      importId,
      rowNumber,
      groupKey,
      cellsJson,
      state,
      errorJson,
      doubts.length > 0 ? JSON.stringify(doubts) : null,
    );
  }
}

/** The file alone cannot tell whether its goods are known here. */
function knownSku(tx: WriteTx, importId: string, row: CheckedRow): CheckedRow {
  const { values } = JSON.parse(row.cellsJson) as { values: RowValues };
  if (row.problems.length > 0 || findSkuOfRow(tx, values) !== null) return row;
  const problem: Problem = { code: 'ERR_STOCK_SKU_UNKNOWN', data: { skuId: row.groupKey } };
  tx.prepare<[string]>('UPDATE imports SET error_count = error_count + 1 WHERE id = ?').run(importId);
  return { ...row, problems: [problem] };
}

function currencyOf(context: UseCaseContext, kind: ImportRequest['kind'], shopId: string | null): string {
  if (kind !== 'orders') return 'CNY';
  const shop = context.read
    .prepare<[string], { currency: string }>('SELECT currency FROM shops WHERE id = ?')
    .get(shopId ?? '');
  if (!shop) throw new AppError('ERR_CHANNEL_SHOP_UNKNOWN', { shopId });
  return shop.currency;
}
