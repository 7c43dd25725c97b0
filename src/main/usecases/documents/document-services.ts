import type { DocumentWorld } from '#main/usecases/documents/document-kind.ts';
import type { LabelRenderer } from '#main/usecases/printing/label-renderer.ts';
import type { PrintKind } from '#shared/contract/print-jobs.ts';
import type { LabelData, TemplateKind } from '#shared/model/label-layout.ts';

export interface TargetPrinter {
  readonly deviceId: string;
  readonly name: string;
  readonly dotsPerMm: number;
  readonly widthMm: number;
}

export interface DocumentServices {
  readonly renderer: LabelRenderer;
  /** The one that was asked for, else the station's for that kind, else the usual one. @throws AppError ERR_PRINTER_NONE, ERR_PRINTER_OFF, ERR_DEVICE_UNKNOWN */
  targetPrinter(kind: PrintKind, stationId: string | undefined, deviceId: string | undefined): TargetPrinter;
  /** Id of the layout that a shop prints a kind of document with. */
  templateOf(layout: TemplateKind, shopId: string): string;
  /** Width and height of a layout in millimetres. */
  sizeOf(templateId: string): { readonly widthMm: number; readonly heightMm: number };
  world(requestId: string, isConcealed: boolean): DocumentWorld;
  pdf(pages: readonly { readonly templateId: string; readonly data: LabelData }[]): Promise<Uint8Array>;
  wake(deviceId: string): void;
}
