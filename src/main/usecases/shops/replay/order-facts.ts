import type { ReadDb } from '#main/db/handles.ts';
import type { FieldChange } from '#shared/contract/replay.ts';

/** What a message can change of an order, flat, so that two states can be laid beside each other. */
export type OrderFacts = ReadonlyMap<string, string | number | null>;

const FIELDS = `payment, fulfilment, after_sales, platform_status, total_minor, shipping_fee_minor, paid_at_ms, buyer_note, seller_note, flags_json, tracking_number`;

/** Null where the order is not here. */
export function orderFacts(db: ReadDb, shopId: string, externalNumber: string): OrderFacts | null {
  const order = db
    .prepare<[string, string], Record<string, string | number | null> & { id: string }>(
      `SELECT id, ${FIELDS} FROM orders WHERE shop_id = ? AND external_number = ?`,
    )
    .get(shopId, externalNumber);
  if (!order) return null;
  const { id, ...fields } = order;
  const facts = new Map(Object.entries(fields));
  const holds = db.pluck<[string], string>('SELECT kind FROM order_holds WHERE order_id = ? ORDER BY kind').all(id);
  facts.set('holds', holds.join(', '));
  const lines = db
    .prepare<[string], { external_line_id: string; text: string }>(
      `SELECT external_line_id, sku_code || ' × ' || (quantity - cancelled_quantity) || ' · ' || after_sales AS text FROM order_lines WHERE order_id = ? ORDER BY position`,
    )
    .all(id);
  for (const line of lines) facts.set(`line ${line.external_line_id}`, line.text);
  const recipient = db
    .pluck<[string], string>(
      'SELECT name || char(9) || phone || char(9) || country || char(9) || province || char(9) || city || char(9) || district || char(9) || town || char(9) || street || char(9) || postcode FROM order_recipients WHERE order_id = ?',
    )
    .get(id);
  facts.set(RECIPIENT, recipient ?? '');
  return facts;
}

const RECIPIENT = 'recipient';

/** Field by field. Of a recipient it is only told that it changes: differences are kept, personal data is not. */
export function differences(before: OrderFacts | null, after: OrderFacts | null): FieldChange[] {
  const names = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
  return [...names].flatMap((field) => {
    const was = before?.get(field) ?? null;
    const is = after?.get(field) ?? null;
    if (was === is) return [];
    return field === RECIPIENT ? [{ field, before: null, after: null }] : [{ field, before: was, after: is }];
  });
}
