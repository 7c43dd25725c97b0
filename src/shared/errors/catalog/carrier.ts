import { defineErrors } from '#shared/errors/error-definition.ts';

/** Waybills and carriers. */
export const CARRIER_ERRORS = defineErrors({
  ERR_CARRIER_REFUSED: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CARRIER_UNREACHABLE: { status: 503, level: 'warn', retry: 'safe' },
  ERR_CARRIER_OUTCOME_UNKNOWN: { status: 409, level: 'error', retry: 'operator' },
  ERR_CARRIER_ACCOUNT_MISSING: { status: 409, level: 'warn', retry: 'operator' },
  /** What is stored of an account no longer fits its carrier: a newer version asks for more. */
  ERR_CARRIER_CONFIG_UNREADABLE: { status: 409, level: 'error', retry: 'operator' },
  ERR_CARRIER_ANSWER_INVALID: { status: 502, level: 'error', retry: 'operator' },
  ERR_CARRIER_AUTH: { status: 401, level: 'error', retry: 'operator' },
  ERR_CARRIER_THROTTLED: { status: 429, level: 'warn', retry: 'safe' },
});
