import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { readStockPush, sendStockAgain } from '#main/usecases/stock/stock-push-state.ts';

export const stockPushRouter = base.stockPush.router({
  state: base.stockPush.state.handler(({ input, context }) => readStockPush(context.services.context.read, input.id)),
  sendAgain: base.stockPush.sendAgain.handler(({ input, context }) =>
    sendStockAgain(context.services.context, actOf(context), input),
  ),
});
