import type { SubscriptionFix, SubscriptionList } from '#main/plugins/channels/channel-pushes.ts';
import { refusal, repeatable } from '#main/plugins/channels/call-failures.ts';
import { watchClock } from '#main/plugins/channels/watch-clock.ts';
import { readWoo, writeWoo } from '#main/plugins/channels/woocommerce/call.ts';
import { Id } from '#main/plugins/channels/woocommerce/schemas.ts';
import type { WooContext } from '#main/plugins/channels/woocommerce/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

const Webhook = z.object({ id: Id, status: z.string(), topic: z.string(), delivery_url: z.string() });
const Any = z.object({ id: Id });

/** An order that is made is not always changed afterwards, and one that is changed was made before: both are needed. */
const WANTED = ['order.created', 'order.updated'];

/** All webhooks of the site, whoever made them. A webhook is switched off (`disabled`) after five failures in a row. Source: REST API v3, webhooks. */
export async function inspectWooSubscriptions(woo: WooContext): Promise<PluginResult<SubscriptionList>> {
  const { context, aheadMs } = watchClock(woo);
  const reply = await readWoo(context, {
    name: 'webhooks.list',
    method: 'GET',
    route: '/wc/v3/webhooks',
    query: { per_page: '100' },
    answer: z.array(Webhook),
  });
  if (!reply.ok) return failed(reply.failure);
  return succeeded({
    subscriptions: reply.value.map(({ id, topic, status, delivery_url: address }) => ({
      id,
      topic,
      address,
      isActive: status === 'active',
    })),
    wanted: WANTED,
    covered: {},
    isOwnOnly: false,
    clockAheadMs: aheadMs(),
  });
}

export async function fixWooSubscription(context: WooContext, fix: SubscriptionFix): Promise<PluginResult<null>> {
  if (fix.kind === 'create') return subscribe(context, fix.topic, fix.address);
  const route = `/wc/v3/webhooks/${fix.id}`;
  const reply =
    fix.kind === 'delete'
      ? await writeWoo(context, {
          name: 'webhooks.delete',
          method: 'DELETE',
          route,
          query: { force: 'true' },
          answer: z.unknown(),
        })
      : await writeWoo(context, {
          name: 'webhooks.update',
          method: 'PUT',
          route,
          body: { status: 'active', ...(fix.kind === 'move' && { delivery_url: fix.address }) },
          answer: Any,
        });
  if (reply.ok || (fix.kind === 'delete' && reply.failure.vendorCode?.includes('invalid_id'))) return succeeded(null);
  return failed(repeatable(reply.failure));
}

/** Signed with the secret that the shop's form has, so that what it sends can be checked at once. */
async function subscribe(context: WooContext, topic: string, address: string): Promise<PluginResult<null>> {
  const secret = context.credentials.webhookSecret ?? '';
  if (secret === '')
    return failed(refusal(null, 'the webhook secret is missing: enter one in the form of the shop first'));
  const made = await writeWoo(context, {
    name: 'webhooks.create',
    method: 'POST',
    route: '/wc/v3/webhooks',
    body: { name: `Packbench ${topic}`, topic, delivery_url: address, secret, status: 'active' },
    answer: Any,
  });
  return made.ok ? succeeded(null) : failed(made.failure);
}
