import type { ReadDb } from '#main/db/handles.ts';
import type { PapersServices } from '#main/usecases/customs/papers/papers-services.ts';
import { readDocumentDeclaration, readDocumentRow } from '#main/usecases/customs/papers/read-document.ts';
import { PaperOptions } from '#shared/model/customs-paper-options.ts';

/** Of long papers the rest looks alike. */
const MOST_PAGES = 6;

/** A paper as pictures, drawn from its own facts. @throws AppError ERR_CUSTOMS_DOCUMENT_*, ERR_CUSTOMS_PAPER_* */
export async function viewPictures(
  db: ReadDb,
  { press }: Pick<PapersServices, 'press'>,
  documentId: string,
): Promise<{ pages: { pngBase64: string }[]; isNewerForm: boolean }> {
  const row = readDocumentRow(db, documentId);
  const declaration = readDocumentDeclaration(db, row);
  const options = PaperOptions.parse(JSON.parse(row.options_json));
  const { pictures, version } = await press.pictures({ kind: row.kind, declaration, options }, MOST_PAGES);
  return {
    pages: pictures.map((png) => ({ pngBase64: Buffer.from(png).toString('base64') })),
    isNewerForm: version !== row.template_version,
  };
}
