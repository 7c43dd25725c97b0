import { refusal } from '#main/plugins/channels/call-failures.ts';
import { readShopify } from '#main/plugins/channels/shopify/call.ts';
import { ORDER_NAMED } from '#main/plugins/channels/shopify/queries.ts';
import { NamedAnswer } from '#main/plugins/channels/shopify/schemas.ts';
import type { ShopifyContext } from '#main/plugins/channels/shopify/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

/**
 * The gid of the order that merchants call `name` ("#1001", "EN1001-A"); the number sign may be left out. Null where none is
 * called so. How loosely the search compares is not said, so the names that it answers are compared here.
 * Source: shopify.dev, queries/orders, filter `name`.
 */
export async function findShopifyOrderNamed(
  context: ShopifyContext,
  name: string,
): Promise<PluginResult<string | null>> {
  const variables = { query: `name:"${name.replaceAll(/["\\]/g, String.raw`\$&`)}"` };
  const reply = await readShopify(context, { query: ORDER_NAMED, variables, answer: NamedAnswer });
  if (!reply.ok) return failed(reply.failure);
  const meant = new Set([name, `#${name}`].map((each) => each.toLowerCase()));
  const [found, another] = reply.value.orders.nodes.filter((order) => meant.has(order.name.toLowerCase()));
  if (another) return failed(refusal(null, `several orders are called ${name}; give the id of the one that is meant`));
  return succeeded(found?.id ?? null);
}
