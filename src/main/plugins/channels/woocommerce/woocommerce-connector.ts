import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';
import { readWooOrder } from '#main/plugins/channels/woocommerce/order-reading.ts';
import { listWooPaidOrders } from '#main/plugins/channels/woocommerce/paid-orders.ts';
import { fetchWooOrder, pullWooChanges } from '#main/plugins/channels/woocommerce/pull-changes.ts';
import { pullWooRefunds, readWooRefund } from '#main/plugins/channels/woocommerce/refunds.ts';
import { WooConfig, WooCredentials } from '#main/plugins/channels/woocommerce/schemas.ts';
import { confirmWooShipment } from '#main/plugins/channels/woocommerce/shipment.ts';
import { findWooShop } from '#main/plugins/channels/woocommerce/shop.ts';
import { pushWooStock } from '#main/plugins/channels/woocommerce/stock.ts';
import { fixWooSubscription, inspectWooSubscriptions } from '#main/plugins/channels/woocommerce/subscriptions.ts';
import { WOO_API_VERSION, WOO_STATUS_MAP } from '#main/plugins/channels/woocommerce/units.ts';
import { verifyWooPush } from '#main/plugins/channels/woocommerce/webhook.ts';

/**
 * WooCommerce through its REST API v3. The external number is the order's id; the display number is its `number`, which
 * plugins may count differently. Core has no rate limits; hosts have their own and say so with HTTP 429.
 */
export const woocommerceConnector: ChannelConnector<WooConfig, WooCredentials> = {
  id: 'woocommerce',
  label: { en: 'WooCommerce', 'zh-CN': 'WooCommerce' },
  apiVersion: WOO_API_VERSION,
  signatureAlgorithm: 'hmac-sha256',
  capabilities: { pushWebhook: true, pushQueue: false, countOrders: true, confirmShipment: true },
  collectsElsewhere: true,
  configSchema: WooConfig,
  credentialsSchema: WooCredentials,
  statusMap: WOO_STATUS_MAP,
  pullChanges: pullWooChanges,
  fetchOrder: fetchWooOrder,
  listPaidOrders: listWooPaidOrders,
  readOrder: readWooOrder,
  verifyPush: verifyWooPush,
  inspectSubscriptions: inspectWooSubscriptions,
  fixSubscription: fixWooSubscription,
  confirmShipment: confirmWooShipment,
  pullRefunds: pullWooRefunds,
  readRefund: readWooRefund,
  pushStock: pushWooStock,
  testConnection: findWooShop,
};
