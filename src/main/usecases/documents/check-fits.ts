import type { Paper } from '#main/usecases/documents/document-kind.ts';
import type { DocumentServices, TargetPrinter } from '#main/usecases/documents/document-services.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Rolls and print heads are measured generously. */
const TOLERANCE_MM = 2;

/**
 * A label that is wider than the paper in its printer would lose its right side.
 * @throws AppError ERR_LABEL_TOO_WIDE
 */
export function checkFits(services: DocumentServices, printer: TargetPrinter, paper: Paper): void {
  const { widthMm } = services.sizeOf(services.templateOf(paper.layout, paper.shopId));
  if (widthMm > printer.widthMm + TOLERANCE_MM)
    throw new AppError('ERR_LABEL_TOO_WIDE', { printer: printer.name, widthMm, paperMm: printer.widthMm });
}
