import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';
import { decryptDouyinRecipient } from '#main/plugins/channels/douyin/decrypt.ts';
import { douyinAccessTerm, douyinAuthorisation, refreshDouyinAccess } from '#main/plugins/channels/douyin/access.ts';
import { pullDouyinListings } from '#main/plugins/channels/douyin/listings.ts';
import { fetchDouyinOrder } from '#main/plugins/channels/douyin/order-detail.ts';
import { readDouyinOrder } from '#main/plugins/channels/douyin/order-reading.ts';
import { listDouyinPaidOrders, pullDouyinChanges } from '#main/plugins/channels/douyin/pull-changes.ts';
import { verifyDouyinPush } from '#main/plugins/channels/douyin/push.ts';
import { pullDouyinRefunds, readDouyinRefund } from '#main/plugins/channels/douyin/refunds.ts';
import { DouyinConfig, DouyinCredentials } from '#main/plugins/channels/douyin/schemas.ts';
import { confirmDouyinShipment } from '#main/plugins/channels/douyin/shipment.ts';
import { findDouyinShop } from '#main/plugins/channels/douyin/shop.ts';
import { pushDouyinStock } from '#main/plugins/channels/douyin/stock.ts';
import { DOUYIN_STATUS_MAP, PUSH, RATE_LIMITS } from '#main/plugins/channels/douyin/units.ts';

/** Douyin shop through its open platform (op.jinritemai.com). The external number is the shop order's id. */
export const douyinConnector: ChannelConnector<DouyinConfig, DouyinCredentials> = {
  id: 'douyin',
  label: { en: 'Douyin shop', 'zh-CN': '抖店（抖音小店）' },
  apiVersion: '2',
  signatureAlgorithm: 'douyin-hmac-sha256/md5',
  capabilities: { pushWebhook: true, pushQueue: false, countOrders: true, confirmShipment: true },
  configSchema: DouyinConfig,
  credentialsSchema: DouyinCredentials,
  rateLimits: RATE_LIMITS,
  statusMap: DOUYIN_STATUS_MAP,
  pullChanges: pullDouyinChanges,
  fetchOrder: fetchDouyinOrder,
  listPaidOrders: listDouyinPaidOrders,
  readOrder: readDouyinOrder,
  verifyPush: verifyDouyinPush,
  pushOwner: ({ config, credentials }) => ({ app: credentials.appKey, seller: config.shopId || null }),
  pushManners: { answer: PUSH.answer, echoParameter: null },
  confirmShipment: confirmDouyinShipment,
  decryptRecipient: decryptDouyinRecipient,
  pullRefunds: pullDouyinRefunds,
  readRefund: readDouyinRefund,
  pushStock: pushDouyinStock,
  pullListings: pullDouyinListings,
  authorisation: douyinAuthorisation,
  accessTerm: douyinAccessTerm,
  refreshCredentials: refreshDouyinAccess,
  testConnection: findDouyinShop,
};
