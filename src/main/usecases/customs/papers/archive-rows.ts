import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { CustomsDeclaration, CustomsPaperKind } from '#shared/model/customs.ts';

/** A paper as it stands in the archive, without its bytes. */
export interface DocumentRow {
  readonly id: string;
  readonly order_id: string;
  readonly shipment_id: string | null;
  readonly kind: CustomsPaperKind;
  readonly number: string;
  readonly order_number: string;
  readonly tracking_number: string;
  readonly country: string;
  readonly ship_date: string;
  readonly declaration_sha256: string;
  readonly options_json: string;
  readonly rule_version: string;
  readonly template_version: number;
  readonly sha256: string;
  readonly page_count: number;
  readonly byte_length: number;
  readonly created_at_ms: number;
  readonly created_by: string;
  readonly keep_until: string;
  readonly superseded_by: string | null;
  readonly reason: string;
}

export const DOCUMENT_COLUMNS = `id, order_id, shipment_id, kind, number, order_number, tracking_number, country, ship_date, declaration_sha256, options_json,
  rule_version, template_version, sha256, page_count, byte_length, created_at_ms, created_by, keep_until, superseded_by, reason`;

export interface NewDocument extends Omit<DocumentRow, 'superseded_by'> {
  readonly declaration: Uint8Array;
  readonly pdf: Uint8Array;
  /** All numbers that shall find it, as people write them. */
  readonly numbers: readonly string[];
}

/** Writes a paper and the numbers that find it; the one before it, if there is one, points to it from then on. */
export function insertDocument(tx: WriteTx, paper: NewDocument, before: DocumentRow | undefined): void {
  tx.prepare<(string | number | null | Uint8Array)[]>(
    `INSERT INTO customs_documents (${DOCUMENT_COLUMNS}, declaration, pdf) VALUES (${'?, '.repeat(22)}?)`,
  ).run(
    paper.id,
    paper.order_id,
    paper.shipment_id,
    paper.kind,
    paper.number,
    paper.order_number,
    paper.tracking_number,
    paper.country,
    paper.ship_date,
    paper.declaration_sha256,
    paper.options_json,
    paper.rule_version,
    paper.template_version,
    paper.sha256,
    paper.page_count,
    paper.byte_length,
    paper.created_at_ms,
    paper.created_by,
    paper.keep_until,
    null,
    paper.reason,
    paper.declaration,
    paper.pdf,
  );
  const number = tx.prepare<[string, string]>(
    'INSERT INTO customs_document_numbers (value, document_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  for (const value of new Set(paper.numbers.map(searchForm))) if (value !== '') number.run(value, paper.id);
  if (before)
    tx.prepare<[string, string]>('UPDATE customs_documents SET superseded_by = ? WHERE id = ?').run(
      paper.id,
      before.id,
    );
  tx.changed('customs-papers');
}

/** The paper of this kind that counts for a parcel; undefined: none was made. */
export function currentDocument(
  db: ReadDb,
  { orderId, shipmentId, kind }: { orderId: string; shipmentId: string | null; kind: string },
): DocumentRow | undefined {
  return db
    .prepare<[string, string | null, string], DocumentRow>(
      `SELECT ${DOCUMENT_COLUMNS} FROM customs_documents
       WHERE order_id = ? AND shipment_id IS ? AND kind = ? AND superseded_by IS NULL ORDER BY created_at_ms DESC, id DESC LIMIT 1`,
    )
    .get(orderId, shipmentId, kind);
}

/** How numbers are compared: capitals, without what people put between the signs. */
export function searchForm(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s.\-/_\p{Cf}]/gu, '')
    .slice(0, 80);
}

/** Every outside number of a declaration. */
export function numbersOf(declaration: CustomsDeclaration): string[] {
  const parties = [declaration.sender, declaration.recipient, ...(declaration.importer ? [declaration.importer] : [])];
  return [
    declaration.number,
    declaration.orderNumber,
    declaration.trackingNumber,
    declaration.licenceNumber,
    declaration.certificateNumber,
    ...parties.flatMap(({ numbers }) => numbers.map(({ value }) => value)),
  ];
}
