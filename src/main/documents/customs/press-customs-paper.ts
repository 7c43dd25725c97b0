import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { drawCustomsPaper } from '#main/documents/customs/draw-customs-paper.ts';
import type { CustomsPaperOrder } from '#main/documents/customs/draw-customs-paper.ts';
import type { CustomsPaperKind } from '#shared/model/customs.ts';

/** A paper ready for the archive. */
export interface PressedCustomsPaper {
  readonly kind: CustomsPaperKind;
  /** The PDF, deflated. */
  readonly packed: Uint8Array;
  readonly sha256: string;
  readonly byteLength: number;
  readonly pageCount: number;
  readonly version: number;
}

/** Draws, hashes and deflates in one go, so that the backend only stores the result. @throws AppError ERR_CUSTOMS_PAPER_* */
export async function pressCustomsPaper(order: CustomsPaperOrder): Promise<PressedCustomsPaper> {
  const { kind, pdf, pageCount, version } = await drawCustomsPaper(order);
  return {
    kind,
    packed: new Uint8Array(deflateRawSync(pdf)),
    sha256: createHash('sha256').update(pdf).digest('hex'),
    byteLength: pdf.length,
    pageCount,
    version,
  };
}
