import type { Sheet } from '#main/documents/customs/sheet.ts';
import type { CustomsDeclaration, CustomsPaperKind } from '#shared/model/customs.ts';

/** What a shop chooses about the look of its papers. */
export interface PaperOptions {
  /** Numbers behind the captions of CN22, e.g. (1): operators differ. */
  readonly cn22Numbers: boolean;
  /** Stock of the address label. */
  readonly labelStock: '100x150' | '4x6in';
  readonly batteryMark: '100x100' | '100x70';
  /** The operator's name on postal forms, e.g. China Post. */
  readonly operatorName: string;
}

export const USUAL_PAPER_OPTIONS: PaperOptions = {
  cn22Numbers: true,
  labelStock: '100x150',
  batteryMark: '100x100',
  operatorName: '',
};

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
