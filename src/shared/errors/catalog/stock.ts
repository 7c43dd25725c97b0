import { defineErrors } from '#shared/errors/error-definition.ts';

/** SKUs, ledger, reservations. */
export const STOCK_ERRORS = defineErrors({
  ERR_STOCK_SHORT: { status: 409, level: 'warn', retry: 'operator' },
  ERR_STOCK_SKU_UNKNOWN: { status: 404, level: 'warn', retry: 'operator' },
  ERR_STOCK_SENDER_MISSING: { status: 409, level: 'warn', retry: 'operator' },
  /** The sender that the demo store brought, and a real carrier. */
  ERR_STOCK_SENDER_OF_DEMO: { status: 409, level: 'warn', retry: 'operator' },
  ERR_STOCK_SENDER_UNREADABLE: { status: 409, level: 'error', retry: 'operator' },
  ERR_STOCK_WAREHOUSE_UNKNOWN: { status: 404, level: 'warn', retry: 'operator' },
  ERR_STOCK_LEDGER_DRIFT: { status: 500, level: 'error', retry: 'operator' },
  ERR_STOCK_BARCODE_TAKEN: { status: 409, level: 'warn', retry: 'operator' },
});
