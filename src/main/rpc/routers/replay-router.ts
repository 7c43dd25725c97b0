import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import {
  listReplayedOrders,
  listReplays,
  startReplay,
  stopReplay,
} from '#main/usecases/shops/replay/manage-replays.ts';

export const replayRouter = base.replay.router({
  start: base.replay.start.handler(({ input, context }) =>
    startReplay(context.services.context, actOf(context), input),
  ),
  list: base.replay.list.handler(({ input, context }) => ({
    replays: listReplays(context.services.context.read, input.id),
  })),
  orders: base.replay.orders.handler(({ input, context }) => ({
    orders: listReplayedOrders(context.services.context.read, input.id),
  })),
  stop: base.replay.stop.handler(({ input, context }) =>
    stopReplay(context.services.context, actOf(context), input.id),
  ),
});
