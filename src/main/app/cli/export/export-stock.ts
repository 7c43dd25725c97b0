import type { ExportTable } from '#main/app/cli/export/export-table.ts';
import { listStock } from '#main/usecases/stock/manage-stock.ts';

const PAGE = 500;

/** One row per SKU with its levels. */
export const exportStock: ExportTable = {
  columns: ['code', 'title', 'barcodes', 'weight_g', 'location', 'on_hand', 'reserved', 'available'],
  *rows(db) {
    let after: string | null = null;
    do {
      const page: ReturnType<typeof listStock> = listStock(db, { after, limit: PAGE });
      for (const { code, title, barcodes, weightG, location, onHand, reserved, available } of page.rows)
        yield [code, title, barcodes.join(' '), weightG, location, onHand, reserved, available];
      after = page.next;
    } while (after !== null);
  },
};
