import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { adjustStock, listStock, readLedger, teachBarcode } from '#main/usecases/stock/manage-stock.ts';

export const stockRouter = base.stock.router({
  list: base.stock.list.handler(({ input, context }) => listStock(context.services.context.read, input)),
  movements: base.stock.movements.handler(({ input, context }) =>
    readLedger(context.services.context.read, input.skuId),
  ),
  adjust: base.stock.adjust.handler(({ input, context }) =>
    adjustStock(context.services.context, actOf(context), context.services.warehouseId(), input),
  ),
  teachBarcode: base.stock.teachBarcode.handler(({ input, context }) =>
    teachBarcode(context.services.context, actOf(context), input),
  ),
});
