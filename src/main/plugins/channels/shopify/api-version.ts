import type { ApiNotice } from '#main/plugins/channels/channel-connector.ts';
import { SHOPIFY_API_VERSION } from '#main/plugins/channels/shopify/units.ts';

/** A quarterly version, `YYYY-MM`, lives twelve months from its first day (reference A7). */
export function shopifyVersionEndMs(version: string): number {
  const [year = 0, month = 1] = version.split('-').map(Number);
  return Date.UTC(year + 1, month - 1, 1);
}

/** Shopify names the version that it really served, and why a call is deprecated. A version that is gone falls forward to the oldest one. */
export function readShopifyNotice(headers: Readonly<Record<string, string>>): ApiNotice | null {
  const reason = headers['x-shopify-api-deprecated-reason'];
  if (reason) return { kind: 'deprecated', text: reason.slice(0, 300) };
  const served = headers['x-shopify-api-version'];
  if (served && served !== SHOPIFY_API_VERSION) return { kind: 'other_version', text: served.slice(0, 40) };
  return null;
}
