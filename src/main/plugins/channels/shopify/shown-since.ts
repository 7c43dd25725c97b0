import { showsDays } from '#main/plugins/channels/shows-days.ts';
import { readShopify } from '#main/plugins/channels/shopify/call.ts';
import { ACCESS_SCOPES } from '#main/plugins/channels/shopify/queries.ts';
import { AccessScopesAnswer } from '#main/plugins/channels/shopify/schemas.ts';
import type { ShopifyContext } from '#main/plugins/channels/shopify/schemas.ts';
import { ALL_ORDERS_SCOPE, SHOWN_DAYS } from '#main/plugins/channels/shopify/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** Without `read_all_orders` an app is shown the orders of the last 60 days, by their creation. */
export async function shopifyShownSince(context: ShopifyContext): Promise<PluginResult<UtcMs | null>> {
  const reply = await readShopify(context, { query: ACCESS_SCOPES, variables: {}, answer: AccessScopesAnswer });
  if (!reply.ok) return failed(reply.failure);
  const scopes = reply.value.currentAppInstallation.accessScopes.map(({ handle }) => handle);
  return scopes.includes(ALL_ORDERS_SCOPE) ? succeeded(null) : showsDays(SHOWN_DAYS)(context);
}
