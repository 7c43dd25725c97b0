import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';
import {
  refreshXiaohongshuAccess,
  xiaohongshuAccessTerm,
  xiaohongshuAuthorisation,
} from '#main/plugins/channels/xiaohongshu/access.ts';
import { decryptXiaohongshuRecipient } from '#main/plugins/channels/xiaohongshu/decrypt.ts';
import { pullXiaohongshuListings } from '#main/plugins/channels/xiaohongshu/listings.ts';
import { readXiaohongshuOrder } from '#main/plugins/channels/xiaohongshu/order-reading.ts';
import {
  fetchXiaohongshuOrder,
  findXiaohongshuShop,
  listXiaohongshuPaidOrders,
  pullXiaohongshuChanges,
} from '#main/plugins/channels/xiaohongshu/orders.ts';
import { pullXiaohongshuRefunds, readXiaohongshuRefund } from '#main/plugins/channels/xiaohongshu/refunds.ts';
import { XiaohongshuConfig, XiaohongshuCredentials } from '#main/plugins/channels/xiaohongshu/schemas.ts';
import { confirmXiaohongshuShipment } from '#main/plugins/channels/xiaohongshu/shipment.ts';
import { pushXiaohongshuStock } from '#main/plugins/channels/xiaohongshu/stock.ts';
import { RATE_LIMITS, XIAOHONGSHU_STATUS_MAP } from '#main/plugins/channels/xiaohongshu/units.ts';

/** Xiaohongshu through its open platform (open.xiaohongshu.com). The external number is the order id, `P` and digits. */
export const xiaohongshuConnector: ChannelConnector<XiaohongshuConfig, XiaohongshuCredentials> = {
  id: 'xiaohongshu',
  label: { en: 'Xiaohongshu (RED)', 'zh-CN': '小红书' },
  apiVersion: '2.0',
  signatureAlgorithm: 'xiaohongshu-md5',
  capabilities: { pushWebhook: false, pushQueue: false, countOrders: true, confirmShipment: true },
  configSchema: XiaohongshuConfig,
  credentialsSchema: XiaohongshuCredentials,
  rateLimits: RATE_LIMITS,
  statusMap: XIAOHONGSHU_STATUS_MAP,
  pullChanges: pullXiaohongshuChanges,
  fetchOrder: fetchXiaohongshuOrder,
  listPaidOrders: listXiaohongshuPaidOrders,
  readOrder: readXiaohongshuOrder,
  confirmShipment: confirmXiaohongshuShipment,
  decryptRecipient: decryptXiaohongshuRecipient,
  pullRefunds: pullXiaohongshuRefunds,
  readRefund: readXiaohongshuRefund,
  pushStock: pushXiaohongshuStock,
  pullListings: pullXiaohongshuListings,
  authorisation: xiaohongshuAuthorisation,
  accessTerm: xiaohongshuAccessTerm,
  refreshCredentials: refreshXiaohongshuAccess,
  testConnection: findXiaohongshuShop,
};
