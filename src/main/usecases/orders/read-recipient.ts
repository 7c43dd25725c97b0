import type { ReadDb } from '#main/db/handles.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Recipient } from '#shared/model/order.ts';

interface RecipientRow extends Omit<Recipient, 'isMasked'> {
  is_masked: number;
}

/** Clear recipient data; for carriers and labels, never for lists or logs. @throws AppError ERR_ORDER_UNKNOWN */
export function readRecipient(db: ReadDb, orderId: string): Recipient {
  const row = db
    .prepare<[string], RecipientRow>(
      'SELECT name, phone, country, province, city, district, town, street, postcode, is_masked FROM order_recipients WHERE order_id = ?',
    )
    .get(orderId);
  if (!row) throw new AppError('ERR_ORDER_UNKNOWN', { orderId });
  const { is_masked: isMasked, ...recipient } = row;
  return { ...recipient, isMasked: isMasked === 1 };
}
