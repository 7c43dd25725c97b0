import type { ReadDb } from '#main/db/handles.ts';
import { DOCUMENT_COLUMNS, searchForm } from '#main/usecases/customs/papers/archive-rows.ts';
import type { DocumentRow } from '#main/usecases/customs/papers/archive-rows.ts';
import type { CustomsDocumentView } from '#shared/contract/customs-papers.ts';
import type { CustomsPaperKind } from '#shared/model/customs.ts';
import { OrderId, ShipmentId } from '#shared/model/ids.ts';

export interface ArchiveQuery {
  readonly text: string;
  readonly kind?: CustomsPaperKind | null | undefined;
  readonly after?: string | null | undefined;
  readonly limit: number;
}

/** The archive, newest first. A text finds the papers of every number that begins with it. */
export function listDocuments(
  db: ReadDb,
  { text, kind, after, limit }: ArchiveQuery,
): { documents: CustomsDocumentView[]; next: string | null } {
  const wanted = searchForm(text);
  const [atMs, id] = readCursor(after);
  const conditions = [
    wanted === ''
      ? ''
      : 'id IN (SELECT document_id FROM customs_document_numbers WHERE value >= :text AND value < :end)',
    kind ? 'kind = :kind' : '',
    after ? '(created_at_ms, id) < (:atMs, :id)' : '',
  ].filter((condition) => condition !== '');
  const rows = db
    .prepare<[Record<string, string | number>], DocumentRow>(
      `SELECT ${DOCUMENT_COLUMNS} FROM customs_documents WHERE ${['1 = 1', ...conditions].join(' AND ')} ORDER BY created_at_ms DESC, id DESC LIMIT :limit`,
    )
    .all({
      ...(wanted === '' ? {} : { text: wanted, end: `${wanted}\u{10FFFF}` }),
      ...(kind ? { kind } : {}),
      ...(after ? { atMs, id } : {}),
      limit: limit + 1,
    });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    documents: shown.map(viewDocument),
    next: rows.length > limit && last ? `${last.created_at_ms}:${last.id}` : null,
  };
}

function readCursor(after: string | null | undefined): readonly [atMs: number, id: string] {
  const [atMs = '', id = ''] = (after ?? '').split(/:(.*)/s);
  return [Number(atMs) || 0, id];
}

/** Every paper of an order, newest first, with those that were replaced. */
export function documentsOfOrder(db: ReadDb, orderId: string): CustomsDocumentView[] {
  return db
    .prepare<[string], DocumentRow>(
      `SELECT ${DOCUMENT_COLUMNS} FROM customs_documents WHERE order_id = ? ORDER BY created_at_ms DESC, id DESC LIMIT 500`,
    )
    .all(orderId)
    .map(viewDocument);
}

function viewDocument(row: DocumentRow): CustomsDocumentView {
  return {
    id: row.id,
    kind: row.kind,
    number: row.number,
    orderId: OrderId.parse(row.order_id),
    orderNumber: row.order_number,
    shipmentId: row.shipment_id === null ? null : ShipmentId.parse(row.shipment_id),
    trackingNumber: row.tracking_number,
    country: row.country,
    shipDate: row.ship_date,
    createdAtMs: row.created_at_ms,
    createdBy: row.created_by,
    pageCount: row.page_count,
    byteLength: row.byte_length,
    sha256: row.sha256,
    templateVersion: row.template_version,
    ruleVersion: row.rule_version,
    keepUntil: row.keep_until,
    supersededBy: row.superseded_by,
    reason: row.reason,
  };
}
