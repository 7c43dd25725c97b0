import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';
import { showsDays, THREE_MONTHS_DAYS } from '#main/plugins/channels/shows-days.ts';
import { decryptPinduoduoRecipient } from '#main/plugins/channels/pinduoduo/decrypt.ts';
import {
  pinduoduoAccessTerm,
  pinduoduoAuthorisation,
  refreshPinduoduoAccess,
} from '#main/plugins/channels/pinduoduo/access.ts';
import { pullPinduoduoListings } from '#main/plugins/channels/pinduoduo/listings.ts';
import { listenPinduoduoPushes } from '#main/plugins/channels/pinduoduo/message-link.ts';
import { fetchPinduoduoOrder } from '#main/plugins/channels/pinduoduo/order-detail.ts';
import { readPinduoduoOrder } from '#main/plugins/channels/pinduoduo/order-reading.ts';
import { listPinduoduoPaidOrders } from '#main/plugins/channels/pinduoduo/paid-orders.ts';
import { pullPinduoduoChanges } from '#main/plugins/channels/pinduoduo/pull-changes.ts';
import { pullPinduoduoRefunds, readPinduoduoRefund } from '#main/plugins/channels/pinduoduo/refunds.ts';
import { PinduoduoConfig, PinduoduoCredentials } from '#main/plugins/channels/pinduoduo/schemas.ts';
import { confirmPinduoduoShipment } from '#main/plugins/channels/pinduoduo/shipment.ts';
import { findPinduoduoShop } from '#main/plugins/channels/pinduoduo/shop.ts';
import { pushPinduoduoStock } from '#main/plugins/channels/pinduoduo/stock.ts';
import { PINDUODUO_RATE_LIMITS, PINDUODUO_STATUS_MAP } from '#main/plugins/channels/pinduoduo/units.ts';

/** Pinduoduo through its open platform (open.pinduoduo.com). The external number is the `order_sn`. */
export const pinduoduoConnector: ChannelConnector<PinduoduoConfig, PinduoduoCredentials> = {
  id: 'pinduoduo',
  label: { en: 'Pinduoduo', 'zh-CN': '拼多多' },
  apiVersion: 'V1',
  signatureAlgorithm: 'pdd-md5',
  capabilities: { pushWebhook: false, pushQueue: false, countOrders: true, confirmShipment: true },
  configSchema: PinduoduoConfig,
  credentialsSchema: PinduoduoCredentials,
  rateLimits: PINDUODUO_RATE_LIMITS,
  statusMap: PINDUODUO_STATUS_MAP,
  // Of orders that were concluded within three months.
  shownSince: showsDays(THREE_MONTHS_DAYS),
  pullChanges: pullPinduoduoChanges,
  fetchOrder: fetchPinduoduoOrder,
  listPaidOrders: listPinduoduoPaidOrders,
  readOrder: readPinduoduoOrder,
  listenPushes: listenPinduoduoPushes,
  pushOwner: ({ credentials }) => ({ app: credentials.clientId, seller: null }),
  confirmShipment: confirmPinduoduoShipment,
  decryptRecipient: decryptPinduoduoRecipient,
  pullRefunds: pullPinduoduoRefunds,
  readRefund: readPinduoduoRefund,
  pushStock: pushPinduoduoStock,
  pullListings: pullPinduoduoListings,
  authorisation: pinduoduoAuthorisation,
  accessTerm: pinduoduoAccessTerm,
  refreshCredentials: refreshPinduoduoAccess,
  testConnection: findPinduoduoShop,
};
