import { defineErrors } from '#shared/errors/error-definition.ts';

/** Waybills and carriers. */
export const CARRIER_ERRORS = defineErrors({
  ERR_CARRIER_REFUSED: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CARRIER_UNREACHABLE: { status: 503, level: 'warn', retry: 'safe' },
  ERR_CARRIER_OUTCOME_UNKNOWN: { status: 409, level: 'error', retry: 'operator' },
  ERR_CARRIER_ACCOUNT_MISSING: { status: 409, level: 'warn', retry: 'operator' },
  /** A real shop's order, and the carrier that the demo store simulates. */
  ERR_CARRIER_OF_DEMO: { status: 409, level: 'warn', retry: 'operator' },
  /** An invented order of the demo store, and a real carrier. */
  ERR_CARRIER_ORDER_OF_DEMO: { status: 409, level: 'warn', retry: 'operator' },
  /** What is stored of an account no longer fits its carrier: a newer version asks for more. */
  ERR_CARRIER_CONFIG_UNREADABLE: { status: 409, level: 'error', retry: 'operator' },
  ERR_CARRIER_ANSWER_INVALID: { status: 502, level: 'error', retry: 'operator' },
  ERR_CARRIER_AUTH: { status: 401, level: 'error', retry: 'operator' },
  ERR_CARRIER_THROTTLED: { status: 429, level: 'warn', retry: 'safe' },
});
