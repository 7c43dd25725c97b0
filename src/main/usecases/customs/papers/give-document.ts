import { zipSync } from 'fflate';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { DocumentRow } from '#main/usecases/customs/papers/archive-rows.ts';
import { invoiceXml } from '#main/usecases/customs/papers/invoice-xml.ts';
import type { PapersServices } from '#main/usecases/customs/papers/papers-services.ts';
import {
  readDocumentBytes,
  readDocumentDeclaration,
  readDocumentRow,
} from '#main/usecases/customs/papers/read-document.ts';
import { giveWay } from '#main/usecases/give-way.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface GivenFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** The very file that was made, for printing again and for mail; noted, because it leaves with personal data in clear. @throws AppError ERR_CUSTOMS_DOCUMENT_* */
export function giveDocument(context: UseCaseContext, act: Act, documentId: string): GivenFile {
  const { row, pdf } = readDocumentBytes(context.read, documentId);
  note(context, act, [row], 'pdf');
  return { fileName: `${nameOf(row)}.pdf`, bytes: pdf };
}

/** What carriers take instead of paper: the invoice as it was made, and its data twice. Equal papers give equal packages. */
export function giveCarrierPackage(context: UseCaseContext, act: Act, documentId: string): GivenFile {
  const { row, pdf } = readDocumentBytes(context.read, documentId);
  if (!row.kind.endsWith('_invoice')) throw new AppError('ERR_CUSTOMS_PAPER_NOT_NEEDED', { paper: row.kind });
  const declaration = readDocumentDeclaration(context.read, row);
  note(context, act, [row], 'package');
  const { signature, ...facts } = declaration;
  const data = { ...facts, signature: { name: signature.name, place: signature.place }, pdfSha256: row.sha256 };
  const name = nameOf(row);
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  const bytes = zipSync(
    {
      [`${name}.pdf`]: pdf,
      [`${name}.json`]: encode(JSON.stringify(data, null, 2)),
      [`${name}.xml`]: encode(invoiceXml(data)),
    },
    // ZIP keeps local times without a zone: a fixed one, so that equal content gives equal bytes everywhere.
    { mtime: ZIP_DATE, level: 6 },
  );
  return { fileName: `${name}.zip`, bytes };
}

const ZIP_DATE = '1980-01-01T00:00:00';

/** Pages of one merged file; beyond this, its base64 would hold up the window. */
const MOST_BYTES = 60_000_000;

/**
 * Papers as one PDF, each so many times, in this order.
 * @throws AppError ERR_CUSTOMS_DOCUMENT_*, ERR_CUSTOMS_PAPERS_TOO_MANY
 */
export async function giveMerged(
  context: UseCaseContext,
  { press }: Pick<PapersServices, 'press'>,
  act: Act,
  { ids, copies }: { readonly ids: readonly string[]; readonly copies: number },
): Promise<GivenFile> {
  const rows = ids.map((id) => readDocumentRow(context.read, id));
  if (rows.reduce((sum, row) => sum + row.byte_length, 0) * copies > MOST_BYTES)
    throw new AppError('ERR_CUSTOMS_PAPERS_TOO_MANY', { most: MOST_BYTES / 1_000_000 });
  const files: Uint8Array[] = [];
  for (const { id } of rows) {
    const { pdf } = readDocumentBytes(context.read, id);
    for (let copy = 0; copy < copies; copy += 1) files.push(pdf);
    await giveWay();
  }
  const orders = [...new Set(rows.map(({ order_number: number }) => number))];
  const newest = Math.max(...rows.map(({ created_at_ms: atMs }) => atMs));
  const bytes = await press.merge(files, `Customs papers ${orders.slice(0, 3).join(', ')}`, newest);
  note(context, act, rows, 'merged');
  const [first] = rows;
  const name =
    orders.length === 1 && first ? `customs-${fileSafe(first.order_number)}` : `customs-${orders.length}-orders`;
  return { fileName: `${name}.pdf`, bytes };
}

function note(context: UseCaseContext, act: Act, rows: readonly DocumentRow[], as: string): void {
  const [first] = rows;
  if (!first) return;
  context.db.transaction((tx) =>
    recordAudit(tx, {
      atMs: context.clock.nowMs(),
      act,
      what: 'customs.papers_given',
      target: first.order_id,
      data: { as, papers: rows.length, kind: first.kind, number: first.number },
    }),
  );
}

function nameOf(row: DocumentRow): string {
  return `${row.kind.replaceAll('_', '-')}-${fileSafe(row.number || row.order_number)}`;
}

/** Numbers of platforms hold slashes and worse. */
function fileSafe(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}.-]+/gu, '_').slice(0, 60);
}
