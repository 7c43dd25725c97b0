import { CUSTOMS_PAPERS } from '#main/documents/customs/customs-papers.ts';
import type { PaperOptions } from '#shared/model/customs-paper-options.ts';
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
  const paper = CUSTOMS_PAPERS[kind];
  const sheets = paper.draw(declaration, options);
  try {
    const pdf = await renderPdf({
      pages: sheets.map(({ page }) => page),
      // Numbers of platforms may hold what no XML can.
      title: `${kind} ${declaration.number}`.replaceAll(/\p{Cc}/gu, ''),
      createdAtMs: Date.parse(`${declaration.shipDate}T00:00:00Z`),
      isArchival: true,
    });
    return { kind, pdf, pageCount: sheets.length, version: paper.version };
  } catch (error) {
    throw error instanceof AppError ? asPaperError(kind, error) : error;
  }
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
