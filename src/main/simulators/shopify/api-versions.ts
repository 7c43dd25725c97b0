/** A version lives 12 months; these are alive when 2026-10 is the newest (reference A7). */
export const SUPPORTED_VERSIONS = ['2026-01', '2026-04', '2026-07', '2026-10'] as const;

const OLDEST = SUPPORTED_VERSIONS[0];

/**
 * The version that really answers, sent back as `X-Shopify-API-Version`. A version that has expired, or none at all,
 * falls forward to the oldest supported one. Undefined for a version that never existed: Shopify answers 404
 * (observed by clients, not documented).
 */
export function servedVersion(asked: string | undefined): string | undefined {
  if (asked === undefined) return OLDEST;
  if (asked === 'unstable' || SUPPORTED_VERSIONS.some((version) => version === asked)) return asked;
  return /^20\d\d-(01|04|07|10)$/.test(asked) && asked < OLDEST ? OLDEST : undefined;
}
