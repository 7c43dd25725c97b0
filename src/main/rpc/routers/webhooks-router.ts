import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import type { Services } from '#main/app/services.ts';
import { takesWebhooks } from '#main/usecases/shops/shop-abilities.ts';
import { checkWebhooks, fixWebhook, readWebhookReport } from '#main/usecases/shops/webhooks/check-webhooks.ts';

/** A platform that does not answer must not hold a screen. */
const LONGEST_MS = 30_000;

const hasWebhooks = ({ openShop }: Services, shopId: string): boolean => {
  const shop = openShop(shopId);
  return takesWebhooks(shop.connector, shop.channelContext().config);
};

export const webhooksRouter = base.webhooks.router({
  last: base.webhooks.last.handler(({ input, context: { services } }) => ({
    takesWebhooks: hasWebhooks(services, input.id),
    report: readWebhookReport(services.context.read, input.id),
  })),
  check: base.webhooks.check.handler(async ({ input, context: { services } }) => ({
    takesWebhooks: true,
    report: await checkWebhooks(services.context, services.openShop(input.id), AbortSignal.timeout(LONGEST_MS)),
  })),
  fix: base.webhooks.fix.handler(async ({ input, context }) => {
    const { services } = context;
    const shop = services.openShop(input.id);
    const signal = AbortSignal.timeout(LONGEST_MS);
    return {
      takesWebhooks: true,
      report: await fixWebhook(services.context, actOf(context), shop, input.key, signal),
    };
  }),
});
