import type { CarrierConnector } from '#main/plugins/carriers/carrier-connector.ts';
import { SfExpressConfig, SfExpressCredentials } from '#main/plugins/carriers/sf-express/schemas.ts';
import { SF_API_VERSION, SF_SERVICES, SF_TRACKING_NUMBER } from '#main/plugins/carriers/sf-express/units.ts';
import { cancelSfWaybill, createSfWaybill, findSfWaybill } from '#main/plugins/carriers/sf-express/waybills.ts';
import { succeeded } from '#main/plugins/plugin-result.ts';

/** A key that no parcel has: whether SF knows it proves the account without touching anything. */
const PROBE_KEY = 'packbench-connection-test';

/** SF Express through the 丰桥 open platform. The request key is SF's `orderId`. */
export const sfExpressConnector: CarrierConnector<SfExpressConfig, SfExpressCredentials> = {
  id: 'sf-express',
  label: { en: 'SF Express', 'zh-CN': '顺丰速运' },
  apiVersion: SF_API_VERSION,
  configSchema: SfExpressConfig,
  credentialsSchema: SfExpressCredentials,
  services: SF_SERVICES,
  trackingNumberPattern: SF_TRACKING_NUMBER,
  createWaybill: createSfWaybill,
  findWaybill: findSfWaybill,
  cancelWaybill: cancelSfWaybill,
  async testConnection(context) {
    const found = await findSfWaybill(context, PROBE_KEY);
    return found.ok ? succeeded(null) : found;
  },
};
