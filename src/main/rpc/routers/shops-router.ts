import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { pluginFields } from '#main/usecases/plugin-fields.ts';
import { authorisePage, exchangeCode } from '#main/usecases/shops/authorise-shop.ts';
import { disconnectShop } from '#main/usecases/shops/disconnect-shop.ts';
import { checkCompleteness } from '#main/usecases/shops/check-completeness.ts';
import { createShop, listShops, pullNow, testShop, updateShop } from '#main/usecases/shops/manage-shops.ts';
import { listParkedMessages, replayMessage } from '#main/usecases/shops/parked-messages.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const shopsRouter = base.shops.router({
  channels: base.shops.channels.handler(({ context }) => ({
    channels: context.services.shops.channels.map((channel) => ({
      id: channel.id,
      label: { ...channel.label },
      apiVersion: channel.apiVersion,
      authorises: channel.authorisation !== undefined,
      signsAnswer: channel.authorisation?.checkAnswer !== undefined,
      configFields: pluginFields(channel.configSchema, false),
      credentialFields: pluginFields(channel.credentialsSchema, true),
    })),
  })),
  list: base.shops.list.handler(({ context }) => ({
    shops: listShops(context.services.context.read, context.services.shops),
  })),
  create: base.shops.create.handler(({ input, context }) =>
    createShop(context.services.context, context.services.shops, actOf(context), input),
  ),
  update: base.shops.update.handler(({ input, context }) =>
    updateShop(context.services.context, context.services.shops, actOf(context), input),
  ),
  disconnect: base.shops.disconnect.handler(({ input, context }) =>
    disconnectShop(context.services.context, actOf(context), input.id),
  ),
  test: base.shops.test.handler(({ input, context }) => testShop(context.services.shops, input)),
  authorisePage: base.shops.authorisePage.handler(({ input, context }) => authorisePage(context.services.shops, input)),
  authorise: base.shops.authorise.handler(async ({ input, context }) => {
    const { services } = context;
    return { credentials: await exchangeCode(services.context, services.shops, actOf(context), input) };
  }),
  pullNow: base.shops.pullNow.handler(({ input, context }) => ({ jobId: pullNow(context.services.context, input.id) })),
  completeness: base.shops.completeness.handler(async ({ input, context, signal }) => {
    const { services } = context;
    const checked = await checkCompleteness(
      services.context,
      services.openShop(input.id),
      input,
      signal ?? new AbortController().signal,
    );
    if (checked.problem) throw new AppError(checked.problem.code, checked.problem.data);
    return { hours: checked.hours, checkedAtMs: services.context.clock.nowMs() };
  }),
  parked: base.shops.parked.handler(({ context }) => ({ messages: listParkedMessages(context.services.context.read) })),
  replay: base.shops.replay.handler(({ input, context }) =>
    replayMessage(context.services.context, actOf(context), context.services.openShop, input.id),
  ),
});
