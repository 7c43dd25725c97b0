import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';
import { showsDays, THREE_MONTHS_DAYS } from '#main/plugins/channels/shows-days.ts';
import { decryptTaobaoRecipient } from '#main/plugins/channels/taobao/decrypt.ts';
import { refreshTaobaoAccess, taobaoAccessTerm } from '#main/plugins/channels/taobao/access.ts';
import { taobaoAuthorisation } from '#main/plugins/channels/taobao/authorisation.ts';
import { pullTaobaoListings } from '#main/plugins/channels/taobao/listings.ts';
import { readTaobaoOrder } from '#main/plugins/channels/taobao/order-reading.ts';
import { listTaobaoPaidOrders } from '#main/plugins/channels/taobao/paid-orders.ts';
import { pullTaobaoChanges } from '#main/plugins/channels/taobao/pull-changes.ts';
import { confirmTaobaoPushes, drainTaobaoQueue } from '#main/plugins/channels/taobao/push-queue.ts';
import { pullTaobaoRefunds, readTaobaoRefund } from '#main/plugins/channels/taobao/refunds.ts';
import { TaobaoConfig, TaobaoCredentials } from '#main/plugins/channels/taobao/schemas.ts';
import { confirmTaobaoShipment } from '#main/plugins/channels/taobao/shipment.ts';
import { findTaobaoShop } from '#main/plugins/channels/taobao/shop.ts';
import { pushTaobaoStock } from '#main/plugins/channels/taobao/stock.ts';
import { listenTaobaoPushes, messageServiceOf } from '#main/plugins/channels/taobao/tmc-line.ts';
import { fetchTrade } from '#main/plugins/channels/taobao/trade-detail.ts';
import { TAOBAO_STATUS_MAP } from '#main/plugins/channels/taobao/units.ts';

/** Taobao and Tmall through TOP 2.0 (open.taobao.com). The external number is the tid. */
export const taobaoConnector: ChannelConnector<TaobaoConfig, TaobaoCredentials> = {
  id: 'taobao',
  label: { en: 'Taobao / Tmall', 'zh-CN': '淘宝 / 天猫' },
  apiVersion: '2.0',
  signatureAlgorithm: 'top-md5/hmac/hmac-sha256',
  capabilities: { pushWebhook: false, pushQueue: true, countOrders: true, confirmShipment: true },
  configSchema: TaobaoConfig,
  credentialsSchema: TaobaoCredentials,
  statusMap: TAOBAO_STATUS_MAP,
  // Older ones stand in `taobao.trades.sold.history.get` alone, by their creation and without a recipient: nothing is packed of them.
  shownSince: showsDays(THREE_MONTHS_DAYS),
  pullChanges: pullTaobaoChanges,
  fetchOrder: fetchTrade,
  listPaidOrders: listTaobaoPaidOrders,
  readOrder: readTaobaoOrder,
  abilitiesOf: (config) => ({ listenPushes: messageServiceOf(config) !== null }),
  listenPushes: listenTaobaoPushes,
  pushOwner: ({ credentials }) => ({ app: credentials.appKey, seller: null }),
  drainPushQueue: drainTaobaoQueue,
  acknowledgePushes: confirmTaobaoPushes,
  confirmShipment: confirmTaobaoShipment,
  decryptRecipient: decryptTaobaoRecipient,
  pullRefunds: pullTaobaoRefunds,
  readRefund: readTaobaoRefund,
  pushStock: pushTaobaoStock,
  pullListings: pullTaobaoListings,
  authorisation: taobaoAuthorisation,
  accessTerm: taobaoAccessTerm,
  refreshCredentials: refreshTaobaoAccess,
  testConnection: findTaobaoShop,
};
