/** @param {ReturnType<import('./names.mjs').namesOf>} names */
export const carrier = ({ id, camel, pascal, label }) => ({
  folder: `src/main/plugins/carriers/${id}`,
  entry: `src/main/plugins/carriers/${id}/${id}-connector.ts`,
  exportName: `${camel}Connector`,
  registry: 'CARRIERS',
  files: {
    [`${id}-connector.ts`]: `import { z } from 'zod';
import type { CarrierConnector } from '#main/plugins/carriers/carrier-connector.ts';
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

/** ${label}: name the carrier's API document here; every method cites the page that it was written from. */
export const ${camel}Connector: CarrierConnector<z.infer<typeof ${pascal}Config>, z.infer<typeof ${pascal}Credentials>> = {
  id: '${id}',
  label: { en: '${label}', 'zh-CN': '${label}' },
  apiVersion: 'unfinished',
  configSchema: ${pascal}Config,
  credentialsSchema: ${pascal}Credentials,
  services: [{ code: 'standard', label: { en: 'Standard', 'zh-CN': '标准' } }],
  // Matches nothing until the carrier's own rule is written here: a scan must never be taken for the wrong carrier's.
  trackingNumberPattern: /^(?!)$/,
  createWaybill: async () => unfinished,
  findWaybill: async () => unfinished,
  cancelWaybill: async () => unfinished,
  testConnection: async () => unfinished,
};
`,
    [`${id}-connector.test.ts`]: `import { expect, test } from 'vitest';
import { ${camel}Connector } from '#main/plugins/carriers/${id}/${id}-connector.ts';

test('no scanned number is taken for one of ${label} yet', () => {
  expect(${camel}Connector.trackingNumberPattern.test('SF1234567890123')).toBe(false);
});
`,
  },
});
