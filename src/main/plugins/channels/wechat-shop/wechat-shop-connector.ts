import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';
import { decryptWechatRecipient } from '#main/plugins/channels/wechat-shop/decrypt.ts';
import { refreshWechatAccess, wechatAccessTerm } from '#main/plugins/channels/wechat-shop/call.ts';
import { pullWechatListings } from '#main/plugins/channels/wechat-shop/listings.ts';
import { readWechatOrder } from '#main/plugins/channels/wechat-shop/order-reading.ts';
import {
  fetchWechatOrder,
  findWechatShop,
  listWechatPaidOrders,
  pullWechatChanges,
} from '#main/plugins/channels/wechat-shop/orders.ts';
import { PUSH_SUCCESS, verifyWechatPush } from '#main/plugins/channels/wechat-shop/push.ts';
import { pullWechatRefunds, readWechatRefund } from '#main/plugins/channels/wechat-shop/refunds.ts';
import { WechatShopConfig, WechatShopCredentials } from '#main/plugins/channels/wechat-shop/schemas.ts';
import { confirmWechatShipment } from '#main/plugins/channels/wechat-shop/shipment.ts';
import { pushWechatStock } from '#main/plugins/channels/wechat-shop/stock.ts';
import { RATE_LIMITS, WECHAT_SHOP_STATUS_MAP } from '#main/plugins/channels/wechat-shop/units.ts';

/** WeChat shop, formerly of the video account (developers.weixin.qq.com/doc/store/shop). The external number is the order id. */
export const wechatShopConnector: ChannelConnector<WechatShopConfig, WechatShopCredentials> = {
  id: 'wechat-shop',
  label: { en: 'WeChat shop', 'zh-CN': '微信小店' },
  apiVersion: 'channels-ec',
  signatureAlgorithm: 'token',
  capabilities: { pushWebhook: true, pushQueue: false, countOrders: true, confirmShipment: true },
  configSchema: WechatShopConfig,
  credentialsSchema: WechatShopCredentials,
  rateLimits: RATE_LIMITS,
  statusMap: WECHAT_SHOP_STATUS_MAP,
  pullChanges: pullWechatChanges,
  fetchOrder: fetchWechatOrder,
  listPaidOrders: listWechatPaidOrders,
  readOrder: readWechatOrder,
  verifyPush: verifyWechatPush,
  pushManners: { answer: PUSH_SUCCESS, echoParameter: 'echostr' },
  confirmShipment: confirmWechatShipment,
  decryptRecipient: decryptWechatRecipient,
  pullRefunds: pullWechatRefunds,
  readRefund: readWechatRefund,
  pushStock: pushWechatStock,
  pullListings: pullWechatListings,
  accessTerm: wechatAccessTerm,
  refreshCredentials: refreshWechatAccess,
  testConnection: findWechatShop,
};
