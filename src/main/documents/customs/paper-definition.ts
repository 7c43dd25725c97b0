import type { Sheet } from '#main/documents/customs/sheet.ts';
import type { PaperOptions } from '#shared/model/customs-paper-options.ts';
import type { CustomsDeclaration, CustomsPaperKind } from '#shared/model/customs.ts';

/** One kind of paper: from a declaration to its pages. Drawing is pure; equal input gives equal pages. */
export interface PaperDefinition {
  readonly kind: CustomsPaperKind;
  /** Changes whenever the paper looks different for the same declaration. */
  readonly version: number;
  /**
   * @throws AppError ERR_CUSTOMS_PAPER_FIELD where the paper needs what the declaration does not say, ERR_CUSTOMS_PAPER_LINES,
   * ERR_CUSTOMS_PAPER_PACKAGES, ERR_CUSTOMS_PAPER_NOT_NEEDED, ERR_CUSTOMS_PAPER_CATEGORY
   */
  draw(declaration: CustomsDeclaration, options: PaperOptions): readonly Sheet[];
}
