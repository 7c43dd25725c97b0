/** @param {ReturnType<import('./names.mjs').namesOf>} names */
export const channel = ({ id, camel, pascal, upper, label }) => ({
  folder: `src/main/plugins/channels/${id}`,
  entry: `src/main/plugins/channels/${id}/${id}-connector.ts`,
  exportName: `${camel}Connector`,
  registry: 'CHANNELS',
  files: {
    [`${id}-connector.ts`]: `import { z } from 'zod';
import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';
import { ${upper}_API_VERSION, ${upper}_STATUS_MAP } from '#main/plugins/channels/${id}/units.ts';
import { failed } from '#main/plugins/plugin-result.ts';

const ${pascal}Config = z.object({ baseUrl: z.url() });
const ${pascal}Credentials = z.object({ token: z.string().min(1) });

const unfinished = failed({
  kind: 'refused',
  code: 'ERR_PLUGIN_UNFINISHED',
  retryAfterMs: null,
  vendorCode: null,
  vendorText: '${id}',
});

/** ${label}: name the vendor's API document here; every method cites the page that it was written from. */
export const ${camel}Connector: ChannelConnector<z.infer<typeof ${pascal}Config>, z.infer<typeof ${pascal}Credentials>> = {
  id: '${id}',
  label: { en: '${label}', 'zh-CN': '${label}' },
  apiVersion: ${upper}_API_VERSION,
  signatureAlgorithm: 'none',
  capabilities: { pushWebhook: false, pushQueue: false, countOrders: false, confirmShipment: false },
  configSchema: ${pascal}Config,
  credentialsSchema: ${pascal}Credentials,
  statusMap: ${upper}_STATUS_MAP,
  async *pullChanges() {
    yield unfinished;
  },
  fetchOrder: async () => unfinished,
  listPaidOrders: async () => unfinished,
  readOrder: () => ({ ok: false, code: 'ERR_CHANNEL_ORDER_UNREADABLE', data: { reason: 'not implemented yet' } }),
  confirmShipment: async () => unfinished,
  testConnection: async () => unfinished,
};
`,
    'units.ts': `import type { StatusMapRow } from '#main/plugins/channels/channel-connector.ts';

/** Version of ${label}'s API that the code was written against. */
export const ${upper}_API_VERSION = 'unfinished';

/** ${label}'s status -> our states, every value of the vendor's document; an unmapped one parks the order. */
export const ${upper}_STATUS_MAP: readonly StatusMapRow[] = [];
`,
    [`${id}-connector.test.ts`]: `import { expect, test } from 'vitest';
import { ${camel}Connector } from '#main/plugins/channels/${id}/${id}-connector.ts';

test('a payload that nobody can read yet is parked, not guessed', () => {
  const reading = ${camel}Connector.readOrder(new TextEncoder().encode('{}'), { currency: 'CNY', statusMap: [] });
  expect(reading).toMatchObject({ ok: false, code: 'ERR_CHANNEL_ORDER_UNREADABLE' });
});
`,
  },
});
