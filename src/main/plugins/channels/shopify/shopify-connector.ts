import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';
import {
  refreshShopifyAccess,
  shopifyAccessTerm,
  shopifyAuthorisation,
} from '#main/plugins/channels/shopify/access.ts';
import { readShopifyNotice, shopifyVersionEndMs } from '#main/plugins/channels/shopify/api-version.ts';
import { readShopify } from '#main/plugins/channels/shopify/call.ts';
import { readShopifyOrder } from '#main/plugins/channels/shopify/order-reading.ts';
import { listShopifyPaidOrders } from '#main/plugins/channels/shopify/paid-orders.ts';
import { fetchShopifyOrder, pullShopifyChanges } from '#main/plugins/channels/shopify/pull-changes.ts';
import { SHOP } from '#main/plugins/channels/shopify/queries.ts';
import { pullShopifyRefunds, readShopifyRefund } from '#main/plugins/channels/shopify/refunds.ts';
import { ShopAnswer, ShopifyConfig, ShopifyCredentials } from '#main/plugins/channels/shopify/schemas.ts';
import { confirmShopifyShipment } from '#main/plugins/channels/shopify/shipment.ts';
import { shopifyShownSince } from '#main/plugins/channels/shopify/shown-since.ts';
import { pushShopifyStock } from '#main/plugins/channels/shopify/stock.ts';
import { fixShopifySubscription, inspectShopifySubscriptions } from '#main/plugins/channels/shopify/subscriptions.ts';
import { SHOPIFY_API_VERSION, SHOPIFY_RATE_LIMITS, SHOPIFY_STATUS_MAP } from '#main/plugins/channels/shopify/units.ts';
import { verifyShopifyPush } from '#main/plugins/channels/shopify/webhook.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';

/** Shopify through the GraphQL Admin API (shopify.dev). The external number is the order's gid, the display number its name. */
export const shopifyConnector: ChannelConnector<ShopifyConfig, ShopifyCredentials> = {
  id: 'shopify',
  label: { en: 'Shopify', 'zh-CN': 'Shopify' },
  apiVersion: SHOPIFY_API_VERSION,
  apiVersionEndsAtMs: shopifyVersionEndMs(SHOPIFY_API_VERSION),
  readApiNotice: readShopifyNotice,
  signatureAlgorithm: 'hmac-sha256',
  capabilities: { pushWebhook: true, pushQueue: false, countOrders: true, confirmShipment: true },
  collectsElsewhere: true,
  configSchema: ShopifyConfig,
  credentialsSchema: ShopifyCredentials,
  rateLimits: SHOPIFY_RATE_LIMITS,
  statusMap: SHOPIFY_STATUS_MAP,
  shownSince: shopifyShownSince,
  pullChanges: pullShopifyChanges,
  fetchOrder: fetchShopifyOrder,
  listPaidOrders: listShopifyPaidOrders,
  readOrder: readShopifyOrder,
  verifyPush: verifyShopifyPush,
  inspectSubscriptions: inspectShopifySubscriptions,
  fixSubscription: fixShopifySubscription,
  confirmShipment: confirmShopifyShipment,
  pullRefunds: pullShopifyRefunds,
  readRefund: readShopifyRefund,
  pushStock: pushShopifyStock,
  authorisation: shopifyAuthorisation,
  accessTerm: shopifyAccessTerm,
  refreshCredentials: refreshShopifyAccess,
  async testConnection(context) {
    const reply = await readShopify(context, { query: SHOP, variables: {}, answer: ShopAnswer });
    return reply.ok ? succeeded({ shopName: reply.value.shop.name }) : failed(reply.failure);
  },
};
