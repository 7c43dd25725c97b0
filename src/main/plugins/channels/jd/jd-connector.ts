import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';
import { jdAccessTerm, jdAuthorisation, refreshJdAccess } from '#main/plugins/channels/jd/access.ts';
import { decryptJdRecipient } from '#main/plugins/channels/jd/decrypt.ts';
import { pullJdListings } from '#main/plugins/channels/jd/listings.ts';
import { fetchJdOrder } from '#main/plugins/channels/jd/order-detail.ts';
import { readJdOrderPayload } from '#main/plugins/channels/jd/order-reading.ts';
import { listJdPaidOrders } from '#main/plugins/channels/jd/paid-orders.ts';
import { pullJdChanges } from '#main/plugins/channels/jd/pull-changes.ts';
import { pullJdRefunds, readJdRefund } from '#main/plugins/channels/jd/refunds.ts';
import { JdConfig, JdCredentials } from '#main/plugins/channels/jd/schemas.ts';
import { confirmJdShipment } from '#main/plugins/channels/jd/shipment.ts';
import { findJdShop } from '#main/plugins/channels/jd/shop.ts';
import { pushJdStock } from '#main/plugins/channels/jd/stock.ts';
import { JD_STATUS_MAP } from '#main/plugins/channels/jd/units.ts';

/** JD.com marketplace shops (POP) through JOS (open.jd.com). The external number is the `orderId`. Nothing is pushed. */
export const jdConnector: ChannelConnector<JdConfig, JdCredentials> = {
  id: 'jd',
  label: { en: 'JD.com', 'zh-CN': '京东' },
  apiVersion: '2.0',
  signatureAlgorithm: 'jos-md5',
  capabilities: { pushWebhook: false, pushQueue: false, countOrders: true, confirmShipment: true },
  configSchema: JdConfig,
  credentialsSchema: JdCredentials,
  statusMap: JD_STATUS_MAP,
  pullChanges: pullJdChanges,
  fetchOrder: fetchJdOrder,
  listPaidOrders: listJdPaidOrders,
  readOrder: readJdOrderPayload,
  confirmShipment: confirmJdShipment,
  pullRefunds: pullJdRefunds,
  readRefund: readJdRefund,
  pushStock: pushJdStock,
  pullListings: pullJdListings,
  decryptRecipient: decryptJdRecipient,
  authorisation: jdAuthorisation,
  accessTerm: jdAccessTerm,
  refreshCredentials: refreshJdAccess,
  testConnection: findJdShop,
};
