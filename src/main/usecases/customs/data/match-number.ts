import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { searchForm } from '#main/usecases/customs/papers/archive-rows.ts';
import type { Problem } from '#shared/contract/common.ts';

export interface MatchedParcel {
  readonly orderId: string;
  readonly shipmentId: string | null;
}

const MOST = 5;

/**
 * The parcel behind a tracking number, a number in a list, an order or invoice number. A number that two orders have is told,
 * not chosen between.
 */
export function matchNumber(
  db: ReadDb,
  typed: string,
): { readonly parcel: MatchedParcel } | { readonly problem: Problem } {
  const number = cleanIdentifier(typed);
  const found = [
    ...givenNumbers(db, number),
    ...waybills(db, number),
    ...externalNumbers(db, number),
    ...invoices(db, number),
  ];
  const orders = [...new Set(found.map(({ orderId }) => orderId))];
  const [orderId] = orders;
  if (orderId === undefined) return { problem: { code: 'ERR_CUSTOMS_RESULT_NUMBER_UNKNOWN', data: { number } } };
  if (orders.length > 1)
    return { problem: { code: 'ERR_CUSTOMS_RESULT_NUMBER_AMBIGUOUS', data: { number, count: orders.length } } };
  const boxes = [...new Set(found.flatMap(({ shipmentId }) => (shipmentId === null ? [] : [shipmentId])))];
  return { parcel: { orderId, shipmentId: boxes.length === 1 ? (boxes[0] ?? null) : null } };
}

function givenNumbers(db: ReadDb, number: string): MatchedParcel[] {
  return db
    .prepare<[string, number], { orderId: string; shipment: string }>(
      'SELECT order_id AS orderId, shipment_id AS shipment FROM customs_numbers WHERE number = ? LIMIT ?',
    )
    .all(number, MOST)
    .map(({ orderId, shipment }) => ({ orderId, shipmentId: shipment === '' ? null : shipment }));
}

function waybills(db: ReadDb, number: string): MatchedParcel[] {
  return db
    .prepare<[string, number], { orderId: string; shipmentId: string }>(
      `SELECT s.order_id AS orderId, s.id AS shipmentId FROM waybills w JOIN shipments s ON s.id = w.shipment_id
       WHERE w.tracking_number = ? LIMIT ?`,
    )
    .all(number, MOST);
}

function externalNumbers(db: ReadDb, number: string): MatchedParcel[] {
  return db
    .prepare<[string, string, number], { orderId: string }>(
      'SELECT DISTINCT order_id AS orderId FROM external_ids WHERE value IN (?, ?) LIMIT ?',
    )
    .all(number, `#${number}`, MOST)
    .map(({ orderId }) => ({ orderId, shipmentId: null }));
}

/** Papers are found by their number in capitals without signs; the number itself must be the same. */
function invoices(db: ReadDb, number: string): MatchedParcel[] {
  return db
    .prepare<[string, string, number], MatchedParcel>(
      `SELECT DISTINCT d.order_id AS orderId, d.shipment_id AS shipmentId FROM customs_document_numbers n
       JOIN customs_documents d ON d.id = n.document_id WHERE n.value = ? AND d.number = ? LIMIT ?`,
    )
    .all(searchForm(number), number, MOST);
}
