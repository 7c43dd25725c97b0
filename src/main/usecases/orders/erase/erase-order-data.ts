import type { WriteTx } from '#main/db/handles.ts';
import { ERASED_DATA } from '#main/usecases/printing/read-print-data.ts';
import type { Act } from '#main/usecases/actor.ts';
import { NOTHING_LEFT } from '#main/usecases/orders/erase/erased-payload.ts';
import { markForIndexing, phoneTail } from '#main/usecases/orders/index-orders.ts';
import { ARCHIVED_PAPER_TEMPLATE } from '#main/usecases/customs/papers/print-papers.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';

export interface ErasableOrder {
  readonly id: string;
  readonly list_key: number;
  readonly shop_id: string;
  readonly external_number: string;
  readonly phone: string;
}

/** What a waybill was asked for with, without the people in it; number, route, weight and goods stay. */
const NAMELESS = ['name', 'phone', 'district', 'town', 'street', 'postcode'];
const BLANKS = [...NAMELESS.map((field) => `'$.recipient.${field}', ''`), "'$.remark', ''"].join(', ');

/**
 * Erases who an order went to, wherever it stands: recipient, notes, drawn labels, the waybill's request, rows of files, messages of
 * the channel (their digests stay) and what finds a person. The facts stay: numbers, goods, money, country, province, city, states,
 * timeline, stock. In the timeline stands that it was done, and why.
 */
export function eraseOrderData(
  tx: WriteTx,
  act: Act,
  atMs: number,
  order: ErasableOrder,
  why: { readonly rule: string; readonly reason: string },
): void {
  forgetPhone(tx, order);
  tx.prepare<[number, string]>(
    "UPDATE order_recipients SET name = '', phone = '', district = '', town = '', street = '', postcode = '', entered_over = NULL, erased_at_ms = ? WHERE order_id = ?",
  ).run(atMs, order.id);
  blankOrder(tx, order.id);
  tx.prepare<[Uint8Array, string]>(
    'UPDATE payment_messages SET payload = ? WHERE payment_id IN (SELECT id FROM payments WHERE order_id = ?)',
  ).run(NOTHING_LEFT, order.id);
  tx.prepare<[string]>(
    `UPDATE waybills SET request_json = json_set(request_json, ${BLANKS}) WHERE shipment_id IN (SELECT id FROM shipments WHERE order_id = ?)`,
  ).run(order.id);
  // Drawn labels hold the recipient. Papers of customs are named by their number alone, and stay in their archive for its term.
  tx.prepare<[string, string, string]>(
    'UPDATE print_jobs SET data_json = ? WHERE order_id = ? AND template_id <> ?',
  ).run(ERASED_DATA, order.id, ARCHIVED_PAPER_TEMPLATE);
  tx.prepare<[string]>(`UPDATE import_rows SET cells_json = '{"cells":[],"values":{}}' WHERE order_id = ?`).run(
    order.id,
  );
  tx.prepare<[string, string]>(
    "UPDATE replay_orders SET diff_json = '[]' WHERE external_number = ? AND replay_id IN (SELECT id FROM replays WHERE shop_id = ?)",
  ).run(order.external_number, order.shop_id);
  const messages = tx
    .prepare<[Uint8Array, string, string, Uint8Array]>(
      "UPDATE raw_messages SET payload = ? WHERE shop_id = ? AND external_number = ? AND state <> 'parked' AND payload <> ?",
    )
    .run(NOTHING_LEFT, order.shop_id, order.external_number, NOTHING_LEFT).changes;
  markForIndexing(tx, order.list_key);
  recordEvent(tx, {
    orderId: order.id,
    atMs,
    type: 'order.personal_data_erased',
    act,
    rule: why.rule,
    data: { messages, reason: why.reason },
  });
  tx.changed('orders');
}

/** A late message of the channel about an erased order: its states and amounts count, who it is about is forgotten at once. */
export function keepErased(tx: WriteTx, orderId: string, messageId: string): void {
  const isErased = tx
    .pluck<[string], number>('SELECT erased_at_ms IS NOT NULL FROM order_recipients WHERE order_id = ?')
    .get(orderId);
  if (isErased !== 1) return;
  blankOrder(tx, orderId);
  tx.prepare<[Uint8Array, string]>('UPDATE raw_messages SET payload = ? WHERE id = ?').run(NOTHING_LEFT, messageId);
}

function blankOrder(tx: WriteTx, orderId: string): void {
  tx.prepare<[string]>(
    "UPDATE orders SET buyer_note = '', seller_note = '', recipient_handle = NULL, recipient_masked = '', platform_json = '{}' WHERE id = ?",
  ).run(orderId);
  tx.prepare<[string]>('DELETE FROM cleaning_changes WHERE order_id = ?').run(orderId);
}

function forgetPhone(tx: WriteTx, { list_key, phone }: ErasableOrder): void {
  tx.prepare<[string, number]>('DELETE FROM order_phone_tails WHERE tail = ? AND list_key = ?').run(
    phoneTail(phone),
    list_key,
  );
  tx.prepare<[number]>("UPDATE order_search_due SET phone_tail = '' WHERE list_key = ?").run(list_key);
}
