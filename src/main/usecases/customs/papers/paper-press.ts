import type { PaperOptions } from '#shared/model/customs-paper-options.ts';
import type { CustomsDeclaration, CustomsPaperKind } from '#shared/model/customs.ts';

export interface PaperOrder {
  readonly kind: CustomsPaperKind;
  readonly declaration: CustomsDeclaration;
  readonly options: PaperOptions;
}

/** A finished paper, hashed and deflated where it was drawn: the event loop only stores it. */
export interface PressedPaper {
  readonly kind: CustomsPaperKind;
  /** The PDF, deflated. */
  readonly packed: Uint8Array;
  readonly sha256: string;
  readonly byteLength: number;
  readonly pageCount: number;
  readonly version: number;
}

/** Draws papers away from the event loop. */
export interface PaperPress {
  /** @throws AppError ERR_CUSTOMS_PAPER_* */
  press(order: PaperOrder): Promise<PressedPaper>;
  /** Pages of a paper as PNG, for the screen. @throws AppError ERR_CUSTOMS_PAPER_* */
  pictures(
    order: PaperOrder,
    mostPages: number,
  ): Promise<{ readonly pictures: readonly Uint8Array[]; readonly version: number }>;
  /** One PDF of many, in this order. */
  merge(files: readonly Uint8Array[], title: string, createdAtMs: number): Promise<Uint8Array>;
}
