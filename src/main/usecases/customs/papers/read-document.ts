import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import type { ReadDb } from '#main/db/handles.ts';
import { DOCUMENT_COLUMNS } from '#main/usecases/customs/papers/archive-rows.ts';
import type { DocumentRow } from '#main/usecases/customs/papers/archive-rows.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { CustomsDeclaration } from '#shared/model/customs.ts';

/** @throws AppError ERR_CUSTOMS_DOCUMENT_UNKNOWN */
export function readDocumentRow(db: ReadDb, documentId: string): DocumentRow {
  const row = db
    .prepare<[string], DocumentRow>(`SELECT ${DOCUMENT_COLUMNS} FROM customs_documents WHERE id = ?`)
    .get(documentId);
  if (!row) throw new AppError('ERR_CUSTOMS_DOCUMENT_UNKNOWN', { documentId });
  return row;
}

/**
 * The very bytes that were stored; their hash is checked each time.
 * @throws AppError ERR_CUSTOMS_DOCUMENT_UNKNOWN, ERR_CUSTOMS_DOCUMENT_DAMAGED {kind, number}
 */
export function readDocumentBytes(db: ReadDb, documentId: string): { row: DocumentRow; pdf: Uint8Array } {
  const row = readDocumentRow(db, documentId);
  return { row, pdf: unpack(db, row, 'pdf', row.sha256) };
}

/** What the paper was drawn from. @throws AppError as `readDocumentBytes` */
export function readDocumentDeclaration(db: ReadDb, row: DocumentRow): CustomsDeclaration {
  const json = unpack(db, row, 'declaration', row.declaration_sha256).toString('utf8');
  const declaration = CustomsDeclaration.safeParse(JSON.parse(json));
  if (!declaration.success) throw damaged(row);
  return declaration.data;
}

/** Forms are small; a damaged length must not ask for more memory than any of them. */
const MOST_BYTES = 50_000_000;

function unpack(db: ReadDb, row: DocumentRow, column: 'pdf' | 'declaration', sha256: string): Buffer {
  const packed = db.pluck<[string], Uint8Array>(`SELECT ${column} FROM customs_documents WHERE id = ?`).get(row.id);
  try {
    const bytes = inflateRawSync(packed ?? Buffer.alloc(0), { maxOutputLength: MOST_BYTES });
    if (createHash('sha256').update(bytes).digest('hex') === sha256) return bytes;
  } catch {
    // A broken deflate stream is damage like any other.
  }
  throw damaged(row);
}

function damaged({ kind, number }: DocumentRow): AppError {
  return new AppError('ERR_CUSTOMS_DOCUMENT_DAMAGED', { kind, number });
}
