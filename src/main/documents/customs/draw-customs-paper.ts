import { CUSTOMS_PAPERS } from '#main/documents/customs/customs-papers.ts';
import type { PaperOptions } from '#shared/model/customs-paper-options.ts';
import type { PdfPage } from '#main/documents/pdf/pdf-page.ts';
import { renderPdf } from '#main/documents/pdf/render-pdf.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CustomsDeclaration, CustomsPaperKind } from '#shared/model/customs.ts';

/** One paper to draw. Plain data, so that it travels to a worker. */
export interface CustomsPaperOrder {
  readonly kind: CustomsPaperKind;
  readonly declaration: CustomsDeclaration;
  readonly options: PaperOptions;
}

export interface DrawnCustomsPaper {
  readonly kind: CustomsPaperKind;
  readonly pdf: Uint8Array;
  readonly pageCount: number;
  readonly version: number;
}

/**
 * Draws one paper as PDF/A-1b; equal orders give equal bytes.
 * @throws AppError ERR_CUSTOMS_PAPER_*
 */
export async function drawCustomsPaper({ kind, declaration, options }: CustomsPaperOrder): Promise<DrawnCustomsPaper> {
  const pages = paperPages({ kind, declaration, options });
  try {
    const pdf = await renderPdf({
      pages,
      // Numbers of platforms may hold what no XML can.
      title: `${kind} ${declaration.number}`.replaceAll(/\p{Cc}/gu, ''),
      createdAtMs: Date.parse(`${declaration.shipDate}T00:00:00Z`),
      isArchival: true,
    });
    return { kind, pdf, pageCount: pages.length, version: CUSTOMS_PAPERS[kind].version };
  } catch (error) {
    throw error instanceof AppError ? asPaperError(kind, error) : error;
  }
}

/** The pages of a paper as they will be set; papers for Japan in its shapes of characters. @throws AppError of the paper's definition */
export function paperPages({ kind, declaration, options }: CustomsPaperOrder): PdfPage[] {
  const language = declaration.recipient.country === 'JP' ? 'ja' : 'any';
  return CUSTOMS_PAPERS[kind].draw(declaration, options).map(({ page }) => ({ ...page, language }));
}

/** The layout speaks of elements; here each has the name of the field that it shows. */
function asPaperError(paper: CustomsPaperKind, error: AppError): AppError {
  const field = String(error.data.element ?? error.data.field ?? '');
  const options = { cause: error };
  if (error.code === 'ERR_LABEL_TEXT_OVERFLOW')
    return new AppError('ERR_CUSTOMS_PAPER_OVERFLOW', { paper, field }, options);
  if (error.code === 'ERR_LABEL_GLYPH_MISSING')
    return new AppError(
      'ERR_CUSTOMS_PAPER_GLYPH',
      { paper, field, characters: String(error.data.characters) },
      options,
    );
  if (error.code === 'ERR_LABEL_IMAGE_INVALID')
    return new AppError('ERR_CUSTOMS_PAPER_PICTURE', { paper, field, detail: String(error.data.detail) }, options);
  if (error.code === 'ERR_LABEL_BARCODE_INVALID')
    return new AppError('ERR_CUSTOMS_PAPER_OVERFLOW', { paper, field }, options);
  return error;
}
