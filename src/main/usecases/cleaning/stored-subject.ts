import type { CleaningSubject } from '#core/cleaning/cleaning-types.ts';
import { maskName } from '#core/kernel/mask.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import { markForIndexing } from '#main/usecases/orders/index-orders.ts';
import { destinationOf } from '#main/usecases/orders/insert-order.ts';
import { readRecipient } from '#main/usecases/orders/read-recipient.ts';
import { RecipientField } from '#shared/model/order.ts';

/** A stored order as rules see it. */
export interface StoredSubject extends CleaningSubject {
  readonly orderId: string;
  readonly shopId: string;
  readonly shopName: string;
}

interface SubjectRow {
  id: string;
  shop_id: string;
  shop_name: string;
  external_number: string;
  display_number: string;
  buyer_note: string;
  seller_note: string;
  flags_json: string;
}

/** Null where the order is not here, or its recipient was erased: there is nothing left to tidy. */
export function readSubject(db: ReadDb, orderId: string): StoredSubject | null {
  const row = db
    .prepare<[string], SubjectRow>(
      `SELECT o.id, o.shop_id, s.name AS shop_name, o.external_number, o.display_number, o.buyer_note, o.seller_note, o.flags_json FROM orders o
       JOIN shops s ON s.id = o.shop_id JOIN order_recipients r ON r.order_id = o.id WHERE o.id = ? AND r.erased_at_ms IS NULL`,
    )
    .get(orderId);
  if (!row) return null;
  const lines = db
    .prepare<[string], { externalLineId: string; skuCode: string; title: string; variant: string }>(
      'SELECT external_line_id AS externalLineId, sku_code AS skuCode, title, variant FROM order_lines WHERE order_id = ? ORDER BY position',
    )
    .all(orderId);
  return {
    orderId: row.id,
    shopId: row.shop_id,
    shopName: row.shop_name,
    externalNumber: row.external_number,
    displayNumber: row.display_number,
    buyerNote: row.buyer_note,
    sellerNote: row.seller_note,
    flags: JSON.parse(row.flags_json) as string[],
    externalIds: [],
    recipient: readRecipient(db, orderId),
    lines,
  };
}

/** The text of a field by its path; null where the path names nothing. */
export function textAt(subject: CleaningSubject, path: string): string | null {
  const { holder, key, field } = partsOf(path);
  if (path === 'buyerNote') return subject.buyerNote;
  if (path === 'sellerNote') return subject.sellerNote;
  if (holder === 'recipient' && isOfRecipient(field)) return subject.recipient[field];
  if (holder === 'flags') return subject.flags.includes(key) ? key : '';
  const line = holder === 'lines' ? subject.lines.find(({ externalLineId }) => externalLineId === key) : undefined;
  if (field === 'title' || field === 'variant') return line?.[field] ?? null;
  return null;
}

/** The subject with another text at a path; as it is where the path names nothing that may be set. */
export function withTextAt<T extends CleaningSubject>(subject: T, path: string, text: string): T {
  const { holder, key, field } = partsOf(path);
  if (path === 'buyerNote' || path === 'sellerNote') return { ...subject, [path]: text };
  if (holder === 'recipient' && isOfRecipient(field))
    return { ...subject, recipient: { ...subject.recipient, [field]: text } };
  if (holder === 'flags') {
    const others = subject.flags.filter((flag) => flag !== key);
    return { ...subject, flags: text === '' ? others : [...others, text] };
  }
  if (holder !== 'lines' || (field !== 'title' && field !== 'variant')) return subject;
  return {
    ...subject,
    lines: subject.lines.map((line) => (line.externalLineId === key ? { ...line, [field]: text } : line)),
  };
}

function isOfRecipient(field: string): field is RecipientField {
  return RecipientField.safeParse(field).success;
}

/** `lines[1].title` -> lines, 1, title; `flags[urgent]` -> flags, urgent; `recipient.street` -> recipient, street. */
function partsOf(path: string): { holder: string; key: string; field: string } {
  const item = /^(?<holder>\w+)\[(?<key>.*)\](?:\.(?<field>\w+))?$/su.exec(path)?.groups;
  if (item) return { holder: item['holder'] ?? '', key: item['key'] ?? '', field: item['field'] ?? '' };
  const [holder = '', field = ''] = path.split('.');
  return { holder, key: '', field };
}

/** Writes what differs between two states of a stored order, with what is derived of it. */
export function writeSubject(tx: WriteTx, atMs: number, before: StoredSubject, after: StoredSubject): void {
  const { orderId, recipient: r } = after;
  tx.prepare<(string | number)[]>(
    `UPDATE orders SET buyer_note = ?, seller_note = ?, flags_json = ?, recipient_masked = ?, destination = ?, updated_at_ms = ?, version = version + 1 WHERE id = ?`,
  ).run(
    after.buyerNote,
    after.sellerNote,
    JSON.stringify(after.flags),
    maskName(r.name),
    destinationOf(after),
    atMs,
    orderId,
  );
  if (before.recipient !== r)
    tx.prepare<string[]>(
      `UPDATE order_recipients SET name = ?, phone = ?, country = ?, province = ?, city = ?, district = ?, town = ?, street = ?, postcode = ? WHERE order_id = ?`,
    ).run(r.name, r.phone, r.country, r.province, r.city, r.district, r.town, r.street, r.postcode, orderId);
  const writeLine = tx.prepare<[string, string, string, string]>(
    'UPDATE order_lines SET title = ?, variant = ? WHERE order_id = ? AND external_line_id = ?',
  );
  after.lines.forEach((line, index) => {
    if (line.title !== before.lines[index]?.title || line.variant !== before.lines[index]?.variant)
      writeLine.run(line.title, line.variant, orderId, line.externalLineId);
  });
  const listKey = tx.pluck<[string], number>('SELECT list_key FROM orders WHERE id = ?').get(orderId);
  if (listKey !== undefined) markForIndexing(tx, listKey);
  tx.changed('orders');
}
