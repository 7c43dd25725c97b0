import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { knownChannel } from '#main/usecases/shops/known-channel.ts';
import { listStatuses } from '#main/usecases/shops/list-statuses.ts';
import { resetStatusMeaning, saveStatusMeaning } from '#main/usecases/shops/save-status-meaning.ts';

export const channelStatusesRouter = base.channelStatuses.router({
  list: base.channelStatuses.list.handler(({ input, context: { services } }) =>
    listStatuses(services.context.read, knownChannel(services.shops, input.channelId)),
  ),
  save: base.channelStatuses.save.handler(({ input, context }) => {
    const { services } = context;
    return saveStatusMeaning(services.context, actOf(context), knownChannel(services.shops, input.channelId), input);
  }),
  reset: base.channelStatuses.reset.handler(({ input, context }) => {
    const { services } = context;
    return resetStatusMeaning(services.context, actOf(context), knownChannel(services.shops, input.channelId), input);
  }),
});
