import { defineErrors } from '#shared/errors/error-definition.ts';

/** The packing screen. */
export const PACKING_ERRORS = defineErrors({
  /** It says that it is GS1 and cannot be: a check digit, a length or a day is wrong. */
  ERR_PACKING_CODE_INVALID: { status: 422, level: 'warn', retry: 'operator' },
  ERR_PACKING_CODE_UNKNOWN: { status: 404, level: 'warn', retry: 'operator' },
  /** Scanned while the box of an order is open. */
  ERR_PACKING_OTHER_ORDER: { status: 409, level: 'warn', retry: 'operator' },
  ERR_PACKING_CODE_AMBIGUOUS: { status: 409, level: 'warn', retry: 'operator' },
  ERR_PACKING_ITEM_WRONG: { status: 409, level: 'warn', retry: 'operator' },
  ERR_PACKING_ITEM_SURPLUS: { status: 409, level: 'warn', retry: 'operator' },
  ERR_PACKING_ITEMS_MISSING: { status: 409, level: 'warn', retry: 'operator' },
  ERR_PACKING_BOX_CHANGED: { status: 409, level: 'warn', retry: 'operator' },
  ERR_PACKING_WEIGHT_MISSING: { status: 409, level: 'warn', retry: 'operator' },
  ERR_PACKING_WEIGHT_OUT_OF_TOLERANCE: { status: 409, level: 'warn', retry: 'operator' },
  ERR_PACKING_OPEN_ELSEWHERE: { status: 409, level: 'warn', retry: 'operator' },
  ERR_PACKING_NO_SESSION: { status: 409, level: 'info', retry: 'operator' },
  ERR_PACKING_ALREADY_SHIPPED: { status: 409, level: 'warn', retry: 'operator' },
  ERR_PACKING_PARCEL_SETTLED: { status: 409, level: 'info', retry: 'after-reload' },
  ERR_PACKING_LABEL_VOIDED: { status: 409, level: 'error', retry: 'operator' },
  ERR_PACKING_LABEL_PRINTED_AGAIN: { status: 409, level: 'warn', retry: 'operator' },
  ERR_PACKING_DUPLICATE_SCAN: { status: 409, level: 'info', retry: 'operator' },
  /** One serial number is one unit. */
  ERR_PACKING_SERIAL_TWICE: { status: 409, level: 'info', retry: 'operator' },
  ERR_PACKING_SERIAL_ELSEWHERE: { status: 409, level: 'warn', retry: 'operator' },
  ERR_PACKING_GOODS_EXPIRED: { status: 409, level: 'warn', retry: 'operator' },
  ERR_PACKING_COMMAND_NOT_NOW: { status: 409, level: 'info', retry: 'operator' },
  ERR_PACKING_COMMAND_UNKNOWN: { status: 404, level: 'warn', retry: 'operator' },
  ERR_PACKING_NOTHING_TO_UNDO: { status: 409, level: 'info', retry: 'operator' },
  ERR_PACKING_BOX_EMPTY: { status: 409, level: 'warn', retry: 'operator' },
  /** Its waybill is for all of it. */
  ERR_PACKING_PARTIAL_WAYBILL: { status: 409, level: 'info', retry: 'operator' },
  ERR_PACKING_PARTIAL_OFF: { status: 403, level: 'info', retry: 'operator' },
  ERR_PACKING_QUANTITY_OFF: { status: 403, level: 'info', retry: 'operator' },
  ERR_PACKAGING_UNKNOWN: { status: 404, level: 'warn', retry: 'after-reload' },
  ERR_PACKAGING_CODE_TAKEN: { status: 409, level: 'info', retry: 'operator' },
  ERR_PACKING_QUANTITY_INVALID: { status: 422, level: 'warn', retry: 'operator' },
  /** Bought ahead of packing, for goods that the order does not ask for any more. */
  ERR_PACKING_WAYBILL_OUTDATED: { status: 409, level: 'warn', retry: 'operator' },
});
