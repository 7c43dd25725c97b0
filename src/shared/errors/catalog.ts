import { AUTH_ERRORS } from '#shared/errors/catalog/auth.ts';
import { CARRIER_ERRORS } from '#shared/errors/catalog/carrier.ts';
import { CHANNEL_ERRORS } from '#shared/errors/catalog/channel.ts';
import { CLEANING_ERRORS } from '#shared/errors/catalog/cleaning.ts';
import { CUSTOMS_BOARD_ERRORS } from '#shared/errors/catalog/customs-board.ts';
import { CUSTOMS_DATA_ERRORS } from '#shared/errors/catalog/customs-data.ts';
import { CUSTOMS_DESK_ERRORS } from '#shared/errors/catalog/customs-desk.ts';
import { CUSTOMS_GOODS_ERRORS } from '#shared/errors/catalog/customs-goods.ts';
import { CUSTOMS_PAPERS_ERRORS } from '#shared/errors/catalog/customs-papers.ts';
import { CUSTOMS_RULES_ERRORS } from '#shared/errors/catalog/customs-rules.ts';
import { DB_ERRORS } from '#shared/errors/catalog/db.ts';
import { DEVICE_ERRORS } from '#shared/errors/catalog/device.ts';
import { DOCUMENT_ERRORS } from '#shared/errors/catalog/document.ts';
import { HOST_ERRORS } from '#shared/errors/catalog/host.ts';
import { IMPORT_ERRORS } from '#shared/errors/catalog/import.ts';
import { LABEL_ERRORS } from '#shared/errors/catalog/label.ts';
import { NOTIFIER_ERRORS } from '#shared/errors/catalog/notifier.ts';
import { ORDER_ERRORS } from '#shared/errors/catalog/order.ts';
import { PACKING_ERRORS } from '#shared/errors/catalog/packing.ts';
import { RELAY_ERRORS } from '#shared/errors/catalog/relay.ts';
import { PAYMENT_ERRORS } from '#shared/errors/catalog/payment.ts';
import { STOCK_ERRORS } from '#shared/errors/catalog/stock.ts';
import { TEMPLATE_ERRORS } from '#shared/errors/catalog/template.ts';

/** Every coded error of the product. Texts live in resources/locales/<lang>/errors.json under the code: title and advice. */
export const ERROR_CATALOG = {
  ...AUTH_ERRORS,
  ...CARRIER_ERRORS,
  ...CHANNEL_ERRORS,
  ...CLEANING_ERRORS,
  ...CUSTOMS_BOARD_ERRORS,
  ...CUSTOMS_DATA_ERRORS,
  ...CUSTOMS_DESK_ERRORS,
  ...CUSTOMS_GOODS_ERRORS,
  ...CUSTOMS_PAPERS_ERRORS,
  ...CUSTOMS_RULES_ERRORS,
  ...DB_ERRORS,
  ...DEVICE_ERRORS,
  ...DOCUMENT_ERRORS,
  ...HOST_ERRORS,
  ...IMPORT_ERRORS,
  ...LABEL_ERRORS,
  ...NOTIFIER_ERRORS,
  ...ORDER_ERRORS,
  ...PACKING_ERRORS,
  ...RELAY_ERRORS,
  ...PAYMENT_ERRORS,
  ...STOCK_ERRORS,
  ...TEMPLATE_ERRORS,
} as const;

export type ErrorCode = keyof typeof ERROR_CATALOG;

/** Whether a text is a code of the catalogue; guards data that comes from the wire or from disk. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERROR_CATALOG, text);
}
