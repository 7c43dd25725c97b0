import { defineErrors } from '#shared/errors/error-definition.ts';

/** Payments: callbacks, queries, repairs by hand; and the lineage of an order. */
export const PAYMENT_ERRORS = defineErrors({
  ERR_LINEAGE_MESSAGE_UNKNOWN: { status: 404, level: 'warn', retry: 'after-reload' },
  ERR_PAYMENT_ACCOUNT_UNKNOWN: { status: 404, level: 'warn', retry: 'after-reload' },
  /** Switched off, or its keys were erased by a person. */
  ERR_PAYMENT_ACCOUNT_OFF: { status: 409, level: 'warn', retry: 'operator' },
  /** {told} and {wanted} in minor units. */
  ERR_PAYMENT_AMOUNT_DIFFERS: { status: 409, level: 'error', retry: 'operator' },
  ERR_PAYMENT_ANSWER_INVALID: { status: 502, level: 'error', retry: 'safe' },
  /** The answer to a query bears no signature of the provider, or a wrong one. */
  ERR_PAYMENT_ANSWER_UNTRUSTED: { status: 502, level: 'error', retry: 'operator' },
  /** The account's pattern does not tell the provider's number of an order. */
  ERR_PAYMENT_ASK_IMPOSSIBLE: { status: 409, level: 'info', retry: 'operator' },
  ERR_PAYMENT_AUTH: { status: 401, level: 'error', retry: 'operator' },
  /** The platform collects the money of the order. */
  ERR_PAYMENT_BY_PLATFORM: { status: 409, level: 'info', retry: 'never' },
  /** Outside the clock window of the provider. */
  ERR_PAYMENT_CALLBACK_STALE: { status: 401, level: 'warn', retry: 'never' },
  ERR_PAYMENT_CALLBACK_UNREADABLE: { status: 400, level: 'warn', retry: 'never' },
  ERR_PAYMENT_CONFIG_UNREADABLE: { status: 409, level: 'error', retry: 'operator' },
  ERR_PAYMENT_CURRENCY_DIFFERS: { status: 409, level: 'error', retry: 'operator' },
  /** Genuine, and of another merchant's account. */
  ERR_PAYMENT_MERCHANT_WRONG: { status: 409, level: 'error', retry: 'operator' },
  /** The order is paid already, or cancelled. */
  ERR_PAYMENT_NOT_AWAITED: { status: 409, level: 'info', retry: 'after-reload' },
  /** The provider knows no such payment. */
  ERR_PAYMENT_NOT_FOUND: { status: 404, level: 'warn', retry: 'safe' },
  /** {state} in the words of the provider. */
  ERR_PAYMENT_NOT_PAID: { status: 409, level: 'warn', retry: 'safe' },
  ERR_PAYMENT_ORDER_AMBIGUOUS: { status: 409, level: 'warn', retry: 'operator' },
  /** Money came for an order that is cancelled. */
  ERR_PAYMENT_ORDER_ENDED: { status: 409, level: 'error', retry: 'operator' },
  /** Repairs are between persons: no token and no device. */
  ERR_PAYMENT_PERSON_ONLY: { status: 403, level: 'warn', retry: 'never' },
  ERR_PAYMENT_PIN_NEEDED: { status: 403, level: 'info', retry: 'operator' },
  ERR_PAYMENT_PROOF_TOO_LARGE: { status: 413, level: 'info', retry: 'operator' },
  ERR_PAYMENT_PROOF_UNREADABLE: { status: 422, level: 'info', retry: 'operator' },
  ERR_PAYMENT_PROVIDER_UNKNOWN: { status: 404, level: 'warn', retry: 'operator' },
  ERR_PAYMENT_REFUSED: { status: 422, level: 'warn', retry: 'operator' },
  ERR_PAYMENT_REPAIR_DECIDED: { status: 409, level: 'info', retry: 'after-reload' },
  ERR_PAYMENT_REPAIR_NOT_YOURS: { status: 403, level: 'info', retry: 'operator' },
  /** One repair at a time waits for a second person. */
  ERR_PAYMENT_REPAIR_OPEN: { status: 409, level: 'info', retry: 'after-reload' },
  ERR_PAYMENT_REPAIR_UNKNOWN: { status: 404, level: 'warn', retry: 'after-reload' },
  ERR_PAYMENT_SAME_PERSON: { status: 403, level: 'warn', retry: 'operator' },
  /** Signed with a key that this account does not have. */
  ERR_PAYMENT_SERIAL_UNKNOWN: { status: 401, level: 'warn', retry: 'operator' },
  ERR_PAYMENT_SIGNATURE_INVALID: { status: 401, level: 'warn', retry: 'never' },
  ERR_PAYMENT_THROTTLED: { status: 429, level: 'warn', retry: 'safe' },
  ERR_PAYMENT_TRADE_DIFFERS: { status: 409, level: 'error', retry: 'operator' },
  ERR_PAYMENT_UNKNOWN: { status: 404, level: 'warn', retry: 'after-reload' },
  ERR_PAYMENT_UNREACHABLE: { status: 503, level: 'warn', retry: 'safe' },
});
