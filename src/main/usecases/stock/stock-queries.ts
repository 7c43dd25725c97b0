import type { NamedQuery } from '#main/db/queries/named-query.ts';
import { listStock, readLedger } from '#main/usecases/stock/manage-stock.ts';
import type { StockPage, StockRequest } from '#main/usecases/stock/manage-stock.ts';

/** {@link listStock} for a reader: a text is compared with every SKU and barcode. */
export const listStockQuery: NamedQuery<StockRequest, StockPage> = { name: 'list-stock', run: listStock };

/** {@link readLedger} for a reader: the ledger of a SKU that sells well has a hundred thousand movements. */
export const readLedgerQuery: NamedQuery<string, ReturnType<typeof readLedger>> = {
  name: 'read-ledger',
  run: readLedger,
};
