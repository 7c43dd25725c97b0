import type { SubscriptionFix, SubscriptionList } from '#main/plugins/channels/channel-pushes.ts';
import { refusal, repeatable } from '#main/plugins/channels/call-failures.ts';
import { readShopify, writeShopify } from '#main/plugins/channels/shopify/call.ts';
import type { ShopifyReply } from '#main/plugins/channels/shopify/call.ts';
import type { ShopifyContext } from '#main/plugins/channels/shopify/schemas.ts';
import { watchClock } from '#main/plugins/channels/watch-clock.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

const LIST = `query WebhookSubscriptions($after: String) {
  webhookSubscriptions(first: 100, after: $after) { nodes { id topic uri } pageInfo { hasNextPage endCursor } }
}`;
const CREATE = `mutation SubscribeWebhook($topic: WebhookSubscriptionTopic!, $input: WebhookSubscriptionInput!) {
  result: webhookSubscriptionCreate(topic: $topic, webhookSubscription: $input) { userErrors { field message } }
}`;
const MOVE = `mutation MoveWebhook($id: ID!, $input: WebhookSubscriptionInput!) {
  result: webhookSubscriptionUpdate(id: $id, webhookSubscription: $input) { userErrors { field message } }
}`;
const DELETE = `mutation UnsubscribeWebhook($id: ID!) { result: webhookSubscriptionDelete(id: $id) { userErrors { field message } } }`;

const Subscription = z.object({ id: z.string(), topic: z.string(), uri: z.string() });
const Page = z.object({
  webhookSubscriptions: z.object({
    nodes: z.array(Subscription),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
  }),
});
const Done = z.object({ result: z.object({ userErrors: z.array(z.object({ message: z.string() })) }).nullable() });

/** Every change of an order is an update of it; its body is a hint only, so that others tell the same twice. */
const WANTED = 'ORDERS_UPDATED';
const COVERED = ['ORDERS_CREATE', 'ORDERS_PAID', 'ORDERS_CANCELLED', 'ORDERS_FULFILLED', 'ORDERS_PARTIALLY_FULFILLED'];
const MOST_PAGES = 5;

/** Shows what this app subscribed through the API; those of the app's own file (shopify.app.toml) are not among them. Source: webhookSubscriptions, 2026-10. */
export async function inspectShopifySubscriptions(shopify: ShopifyContext): Promise<PluginResult<SubscriptionList>> {
  const { context, aheadMs } = watchClock(shopify);
  const nodes: z.infer<typeof Subscription>[] = [];
  let after: string | null | undefined = null;
  for (let page = 0; page < MOST_PAGES && after !== undefined; page += 1) {
    const reply: ShopifyReply<z.infer<typeof Page>> = await readShopify(context, {
      query: LIST,
      variables: { after },
      answer: Page,
    });
    if (!reply.ok) return failed(reply.failure);
    const list: z.infer<typeof Page>['webhookSubscriptions'] = reply.value.webhookSubscriptions;
    nodes.push(...list.nodes);
    after = list.pageInfo.hasNextPage ? (list.pageInfo.endCursor ?? undefined) : undefined;
  }
  return succeeded({
    subscriptions: nodes.map(({ id, topic, uri }) => ({ id, topic, address: uri, isActive: true })),
    wanted: [WANTED],
    covered: Object.fromEntries(COVERED.map((topic) => [topic, WANTED])),
    isOwnOnly: true,
    clockAheadMs: aheadMs(),
  });
}

export async function fixShopifySubscription(
  context: ShopifyContext,
  fix: SubscriptionFix,
): Promise<PluginResult<null>> {
  // Shopify switches none off: it deletes those that fail.
  if (fix.kind === 'enable') return failed(refusal(null, 'a subscription of Shopify cannot be switched on'));
  const call =
    fix.kind === 'create'
      ? { query: CREATE, variables: { topic: fix.topic, input: { uri: fix.address } } }
      : fix.kind === 'move'
        ? { query: MOVE, variables: { id: fix.id, input: { uri: fix.address } } }
        : { query: DELETE, variables: { id: fix.id } };
  const reply = await writeShopify(context, { ...call, answer: Done });
  if (!reply.ok) return failed(repeatable(reply.failure));
  const errors = reply.value.result?.userErrors ?? [];
  const isDone = errors.every(({ message }) => isThereAlready(fix, message));
  return isDone ? succeeded(null) : failed(refusal(null, errors.map(({ message }) => message).join('; ')));
}

/** What a repeated fix hears. */
function isThereAlready(fix: SubscriptionFix, message: string): boolean {
  return fix.kind === 'create'
    ? /already been taken/i.test(message)
    : fix.kind === 'delete' && /does not exist/i.test(message);
}
