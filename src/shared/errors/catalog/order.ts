import { defineErrors } from '#shared/errors/error-definition.ts';

/** Orders: intake, states, holds. */
export const ORDER_ERRORS = defineErrors({
  ERR_ORDER_UNKNOWN: { status: 404, level: 'warn', retry: 'after-reload' },
  ERR_ORDER_TRANSITION: { status: 409, level: 'warn', retry: 'after-reload' },
  ERR_ORDER_ON_HOLD: { status: 409, level: 'warn', retry: 'operator' },
  ERR_ORDER_CANCELLED: { status: 409, level: 'error', retry: 'never' },
  ERR_ORDER_NOT_PAID: { status: 409, level: 'warn', retry: 'after-reload' },
  ERR_ORDER_CHANGED: { status: 409, level: 'warn', retry: 'after-reload' },
  ERR_ORDER_ADDRESS_INCOMPLETE: { status: 422, level: 'warn', retry: 'operator' },
  /** The platform masks who gets the parcel, and no carrier here takes its handle in place of the data. */
  ERR_ORDER_RECIPIENT_SEALED: { status: 409, level: 'warn', retry: 'operator' },
  /** Only what a platform masks is entered here; what it tells is corrected there. */
  ERR_ORDER_RECIPIENT_TOLD: { status: 409, level: 'warn', retry: 'operator' },
  ERR_ORDER_CHAIN_BROKEN: { status: 500, level: 'error', retry: 'operator' },
  /** Its personal data is still wanted: something of it is open. */
  ERR_ORDER_ERASE_OPEN: { status: 409, level: 'warn', retry: 'operator' },
  /** What it would take was erased on schedule or on request. */
  ERR_ORDER_DATA_ERASED: { status: 410, level: 'warn', retry: 'never' },
  ERR_ORDER_HOLD_UNKNOWN: { status: 404, level: 'warn', retry: 'after-reload' },
});
