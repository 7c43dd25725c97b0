import type { ChannelConnector, RateLimit } from '#main/plugins/channels/channel-connector.ts';
import { httpAccessTerm, refreshHttpAccess } from '#main/plugins/channels/http-api/access.ts';
import { readHttpOrder } from '#main/plugins/channels/http-api/order-reading.ts';
import { fetchHttpOrder, listHttpPaidOrders, pullHttpChanges } from '#main/plugins/channels/http-api/pull-changes.ts';
import { verifyHttpPush } from '#main/plugins/channels/http-api/push.ts';
import { pullHttpRefunds, readHttpRefund } from '#main/plugins/channels/http-api/refunds.ts';
import { HttpConfig, HttpCredentials } from '#main/plugins/channels/http-api/schemas.ts';
import { confirmHttpShipment } from '#main/plugins/channels/http-api/shipment.ts';
import { findHttpShop } from '#main/plugins/channels/http-api/shop.ts';
import { pushHttpStock } from '#main/plugins/channels/http-api/stock.ts';
import { HTTP_STATUS_MAP } from '#main/plugins/channels/http-api/units.ts';

/**
 * Any HTTP API that answers JSON or XML, told how by a template of data. The external number is what the template's `number` gives. The
 * version of the other system's API and the way of signing stand in the template.
 */
export const httpApiConnector: ChannelConnector<HttpConfig, HttpCredentials> = {
  id: 'http-api',
  label: { en: 'Any HTTP API', 'zh-CN': '任意 HTTP 接口' },
  apiVersion: 'template/1',
  signatureAlgorithm: 'by template',
  capabilities: { pushWebhook: true, pushQueue: false, countOrders: true, confirmShipment: true },
  abilitiesOf: ({ template }) => ({ pushWebhook: template.push !== null, pushStock: template.stock !== null }),
  configSchema: HttpConfig,
  credentialsSchema: HttpCredentials,
  rateLimitsOf: ({ template: { limits } }) => [...budget(limits.perSecond, 1000), ...budget(limits.perMinute, 60_000)],
  statusMap: HTTP_STATUS_MAP,
  pullChanges: pullHttpChanges,
  fetchOrder: fetchHttpOrder,
  listPaidOrders: listHttpPaidOrders,
  readOrder: readHttpOrder,
  verifyPush: verifyHttpPush,
  confirmShipment: confirmHttpShipment,
  pullRefunds: pullHttpRefunds,
  readRefund: readHttpRefund,
  pushStock: pushHttpStock,
  accessTerm: httpAccessTerm,
  refreshCredentials: refreshHttpAccess,
  testConnection: findHttpShop,
};

function budget(calls: number | null, perMs: number): readonly RateLimit[] {
  return calls === null ? [] : [{ operation: '*', calls, perMs }];
}
