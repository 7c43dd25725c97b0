import { z } from 'zod';
import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';
import { succeeded } from '#main/plugins/plugin-result.ts';

const NoSettings = z.object({});

/**
 * A shop whose orders come from imported files: marketplaces without an API, phone orders, other systems' exports. It has
 * nobody to ask and nobody to tell; the import use cases bring its orders.
 */
export const fileConnector: ChannelConnector<z.infer<typeof NoSettings>, z.infer<typeof NoSettings>> = {
  id: 'file',
  label: { en: 'Files (CSV, XLSX)', 'zh-CN': '文件 (CSV、XLSX)' },
  apiVersion: '1',
  signatureAlgorithm: 'none',
  capabilities: { pushWebhook: false, pushQueue: false, countOrders: false, confirmShipment: false },
  collectsElsewhere: true,
  configSchema: NoSettings,
  credentialsSchema: NoSettings,
  statusMap: [],
  async *pullChanges() {
    // Nothing to pull: rows arrive by import.
  },
  fetchOrder: () => Promise.resolve(succeeded(null)),
  listPaidOrders: () => Promise.resolve(succeeded([])),
  readOrder: () => ({
    ok: false,
    code: 'ERR_CHANNEL_ORDER_UNREADABLE',
    data: { reason: 'rows are applied by their import' },
  }),
  confirmShipment: () => Promise.resolve(succeeded({ alreadyDone: true })),
  testConnection: () => Promise.resolve(succeeded({ shopName: '' })),
};
