import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import type { Services } from '#main/app/services.ts';
import { closeMailbox } from '#main/usecases/relay/manage-relay.ts';
import { readRelay, readShopRelay } from '#main/usecases/relay/read-relay.ts';
import { tryRefusedAgain } from '#main/usecases/relay/relay-pushes.ts';
import type { ShopRelay } from '#shared/contract/relay.ts';

const ofShop = ({ context, openShop, relay }: Services, shopId: string): ShopRelay =>
  readShopRelay(context.read, openShop(shopId), relay.link());

export const relayRouter = base.relay.router({
  status: base.relay.status.handler(({ context: { services } }) => ({
    relay: readRelay(services.context.read, services.relay.link()),
  })),
  pair: base.relay.pair.handler(async ({ input, context }) => ({
    relay: await context.services.relay.pair(actOf(context), input),
  })),
  unpair: base.relay.unpair.handler(({ context }) => ({
    relay: null,
    ...context.services.relay.unpair(actOf(context)),
  })),
  shop: base.relay.shop.handler(({ input, context: { services } }) => ofShop(services, input.id)),
  openMailbox: base.relay.openMailbox.handler(({ input, context }) => {
    const { services } = context;
    services.relay.openMailbox(actOf(context), services.openShop(input.id));
    return ofShop(services, input.id);
  }),
  closeMailbox: base.relay.closeMailbox.handler(({ input, context }) => {
    closeMailbox(context.services.context, actOf(context), input.id);
    return ofShop(context.services, input.id);
  }),
  tryRefused: base.relay.tryRefused.handler(({ input, context }) => {
    tryRefusedAgain(context.services.context, input.id);
    return ofShop(context.services, input.id);
  }),
});
