import type { ImportKind } from '#shared/contract/imports.ts';
import { readsOn } from '#main/db/queries/named-query.ts';
import { readFilesHere } from '#main/usecases/imports/import-file-reader.ts';
import { previewImport } from '#main/usecases/imports/preview-import.ts';
import { runImport } from '#main/usecases/imports/run-import.ts';
import { startImport, startUndo } from '#main/usecases/imports/start-import.ts';
import { listImportRows, viewImport } from '#main/usecases/imports/view-imports.ts';
import { checkEventChains } from '#main/usecases/verify/check-chains.ts';
import { checkStock } from '#main/usecases/verify/check-stock.ts';
import { SYSTEM_ACT, openUseCaseBed } from '#tests/support/use-case-bed.ts';

export const ORDER_HEADER = 'Order number,SKU,Quantity,Unit price,Recipient,Phone,Province,City,District,Address';

/** One line of an order file; override what the test is about. */
export function orderRow(number: string, sku = 'CUP', quantity: string | number = 1, price = '98.00'): string {
  return [number, sku, quantity, price, '李雷', '13800138000', '浙江省', '杭州市', '西湖区', '文三路 1 号']
    .map((cell) => `"${String(cell).replaceAll('"', '""')}"`)
    .join(',');
}

export function orderFile(...rows: readonly string[]): string {
  return [ORDER_HEADER, ...rows].join('\n');
}

/** The import use cases over a real database, with a shop `s1` in CNY and a warehouse `w1`. */
export function openImportBed() {
  const bed = openUseCaseBed();
  const { context } = bed;
  const bytesOf = (content: string | Uint8Array) =>
    typeof content === 'string' ? new TextEncoder().encode(content) : content;

  const imports = {
    async preview(
      kind: ImportKind,
      content: string | Uint8Array,
      options: { fileName?: string; mapping?: Record<string, string>; shopId?: string | null } = {},
    ) {
      bed.clock.atMs += 1_000;
      const { importId, ...file } = await previewImport(context, readFilesHere, SYSTEM_ACT, {
        kind,
        shopId: options.shopId === undefined ? (kind === 'orders' ? 's1' : null) : options.shopId,
        fileName: options.fileName ?? `${kind}.csv`,
        bytes: bytesOf(content),
        mapping: options.mapping ?? null,
      });
      return { importId, ...file, rows: () => listImportRows(context.read, importId, false) };
    },
    async apply(importId: string) {
      bed.clock.atMs += 1_000;
      startImport(context, SYSTEM_ACT, importId);
      return imports.run(importId);
    },
    async undo(importId: string) {
      bed.clock.atMs += 1_000;
      await startUndo(context, readsOn(context.read), SYSTEM_ACT, importId);
      return imports.run(importId);
    },
    /** As the job does, until it ends or the signal aborts. */
    async run(importId: string, signal = new AbortController().signal) {
      await runImport(context, { reads: readsOn(context.read), warehouseId: () => 'w1' }, importId, signal);
      return viewImport(context.read, importId);
    },
    /** Reads and applies at once; @returns the import's id. */
    async take(kind: ImportKind, content: string | Uint8Array): Promise<string> {
      const { importId } = await imports.preview(kind, content);
      await imports.apply(importId);
      return importId;
    },
    /** Codes by row number; a row without a problem is left out. */
    problems: (importId: string) =>
      Object.fromEntries(
        listImportRows(context.read, importId, true).map((row) => [
          row.rowNumber,
          row.problems.map(({ code }) => code).join(' '),
        ]),
      ),
    states: (importId: string) => listImportRows(context.read, importId, false).map((row) => row.state),
    lines: (number: string) =>
      context.read
        .prepare<
          [string],
          { sku_code: string; quantity: number; due: number; paid_minor: number; reserved_quantity: number }
        >(
          'SELECT l.sku_code, l.quantity, l.quantity - l.cancelled_quantity AS due, l.paid_minor, l.reserved_quantity FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE o.external_number = ? ORDER BY l.position',
        )
        .all(number),
    sku: (code: string) =>
      context.read
        .prepare<
          [string],
          { id: string; title: string; weight_g: number | null; location: string; retired_at_ms: number | null }
        >('SELECT id, title, weight_g, location, retired_at_ms FROM skus WHERE code = ?')
        .get(code),
    barcodes: (code: string) =>
      context.read
        .prepare<[string], { barcode: string }>(
          'SELECT b.barcode FROM sku_barcodes b JOIN skus s ON s.id = b.sku_id WHERE s.code = ? ORDER BY b.barcode',
        )
        .all(code)
        .map((row) => row.barcode),
    levelOf: (code: string) => bed.level(imports.sku(code)?.id ?? ''),
    count: (table: 'orders' | 'skus' | 'stock_movements' | 'raw_messages' | 'imports') =>
      context.read.prepare<[], { n: number }>(`SELECT COUNT(*) AS n FROM ${table}`).get()?.n ?? 0,
    /** The levels agree with the ledger, what is reserved with the lines of orders, and the timelines with themselves. */
    bookFaults: (): string[] => [
      ...[...checkStock(context.read).problems, ...checkEventChains(context.read).problems].map((problem) =>
        JSON.stringify(problem),
      ),
      ...context.read
        .prepare<[], { id: string }>(
          `SELECT k.id FROM skus k WHERE COALESCE((SELECT SUM(s.reserved) FROM stock_levels s WHERE s.sku_id = k.id), 0)
             <> COALESCE((SELECT SUM(l.reserved_quantity) FROM order_lines l WHERE l.sku_id = k.id), 0)`,
        )
        .all()
        .map((row) => `reserved of ${row.id}`),
    ],
  };
  return {
    ...bed,
    ...imports,
    /** @throws Error when the books disagree after the test */
    closeBooks(): void {
      const faults = imports.bookFaults();
      bed.close();
      if (faults.length > 0) throw new Error(faults.join('\n'));
    },
  };
}

export type ImportBed = ReturnType<typeof openImportBed>;
