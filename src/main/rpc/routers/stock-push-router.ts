import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { readListingsNow, readListingsState } from '#main/usecases/stock/read-listings.ts';
import { readStockPush, sendStockAgain } from '#main/usecases/stock/stock-push-state.ts';

export const stockPushRouter = base.stockPush.router({
  state: base.stockPush.state.handler(({ input, context }) => readStockPush(context.services.context.read, input.id)),
  sendAgain: base.stockPush.sendAgain.handler(({ input, context }) =>
    sendStockAgain(context.services.context, actOf(context), input),
  ),
  listings: base.stockPush.listings.handler(({ input, context }) => {
    const { context: useCases, openShop } = context.services;
    return { state: readListingsState(useCases.read, openShop(input.id)) };
  }),
  readListings: base.stockPush.readListings.handler(({ input, context }) =>
    readListingsNow(context.services.context, context.services.openShop(input.id)),
  ),
});
