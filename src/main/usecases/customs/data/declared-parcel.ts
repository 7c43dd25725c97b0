import type { ReadDb } from '#main/db/handles.ts';
import type { DeclarationSource } from '#main/usecases/customs/declaration-source.ts';
import { DOCUMENT_COLUMNS } from '#main/usecases/customs/papers/archive-rows.ts';
import type { DocumentRow } from '#main/usecases/customs/papers/archive-rows.ts';
import { readDocumentDeclaration } from '#main/usecases/customs/papers/read-document.ts';
import type { CustomsDeclaration } from '#shared/model/customs.ts';

/**
 * What went with a parcel: the declaration behind its newest paper in the archive, else one that is built anew.
 * @throws AppError ERR_CUSTOMS_DOCUMENT_DAMAGED, and why there is no declaration
 */
export function declaredParcel(
  db: ReadDb,
  declarations: DeclarationSource,
  orderId: string,
  shipmentId: string | null,
): CustomsDeclaration {
  const paper = db
    .prepare<[string, string | null, string | null], DocumentRow>(
      `SELECT ${DOCUMENT_COLUMNS} FROM customs_documents WHERE order_id = ? AND (? IS NULL OR shipment_id IS ?)
       ORDER BY created_at_ms DESC, id DESC LIMIT 1`,
    )
    .get(orderId, shipmentId, shipmentId);
  return paper ? readDocumentDeclaration(db, paper) : declarations.declarationOf(db, orderId, shipmentId);
}
