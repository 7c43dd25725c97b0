import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { adjustStock, teachBarcode } from '#main/usecases/stock/manage-stock.ts';
import { listStockQuery, readLedgerQuery } from '#main/usecases/stock/stock-queries.ts';

export const stockRouter = base.stock.router({
  list: base.stock.list.handler(({ input, context }) => context.services.reads.run(listStockQuery, input)),
  movements: base.stock.movements.handler(({ input, context }) =>
    context.services.reads.run(readLedgerQuery, input.skuId),
  ),
  adjust: base.stock.adjust.handler(({ input, context }) =>
    adjustStock(context.services.context, actOf(context), context.services.warehouseId(), input),
  ),
  teachBarcode: base.stock.teachBarcode.handler(({ input, context }) =>
    teachBarcode(context.services.context, actOf(context), input),
  ),
});
