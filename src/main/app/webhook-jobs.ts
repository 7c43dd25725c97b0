import { z } from 'zod';
import { JOB_DONE, defineJob } from '#main/app/jobs.ts';
import type { RegisteredJob } from '#main/app/jobs.ts';
import type { OpenShop } from '#main/usecases/shops/connected-shop.ts';
import { takesWebhooks } from '#main/usecases/shops/shop-abilities.ts';
import { checkWebhooks, WEBHOOK_CHECK_TOPIC } from '#main/usecases/shops/webhooks/check-webhooks.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Looks at the webhooks of each shop once a day; what it finds stands on the shop's page. */
export function webhookJobs(context: UseCaseContext, openShop: OpenShop): RegisteredJob[] {
  return [
    defineJob({
      topic: WEBHOOK_CHECK_TOPIC,
      payloadSchema: z.object({ shopId: z.string() }),
      async run(run, { shopId }) {
        const shop = openShop(shopId);
        if (!shop.enabled || !takesWebhooks(shop.connector, shop.channelContext().config)) return JOB_DONE;
        const { findings } = await checkWebhooks(context, shop, run.signal);
        run.progress({ findings: findings.filter(({ level }) => level !== 'note').length });
        return JOB_DONE;
      },
    }),
  ];
}
