import { checkFits } from '#main/usecases/documents/check-fits.ts';
import { DOCUMENT_KINDS } from '#main/usecases/documents/document-kinds.ts';
import type { DocumentServices, TargetPrinter } from '#main/usecases/documents/document-services.ts';
import type { DocumentRequest } from '#main/usecases/documents/print-document.ts';
import { latestPrint } from '#main/usecases/printing/print-job-rows.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { DocumentPreview } from '#shared/contract/documents.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { DeviceId } from '#shared/model/ids.ts';

/** Pages that are drawn; of long documents the rest looks alike. */
const MOST_PAGES = 4;
/** 203 dpi, where no printer takes it. */
const USUAL_DOTS_PER_MM = 8;

/**
 * A document as its printer would get it, with personal data masked. Nothing is numbered, written or queued.
 * @throws AppError of the document's kind, ERR_DOCUMENT_EMPTY, ERR_LABEL_*
 */
export async function previewDocument(
  context: UseCaseContext,
  services: DocumentServices,
  request: Omit<DocumentRequest, 'id'>,
): Promise<DocumentPreview> {
  const { subject } = request;
  const { papers, leftOut } = DOCUMENT_KINDS[subject.kind].read(context.read, services.world('preview', true), subject);
  const [first] = papers;
  if (!first) throw new AppError('ERR_DOCUMENT_EMPTY', {});
  const { printer, printerProblem } = printerOf(services, request);
  if (printer) checkFits(services, printer, first);
  const pages = await Promise.all(
    papers.slice(0, MOST_PAGES).map(async ({ layout, shopId, data }) => {
      const templateId = services.templateOf(layout, shopId);
      const png = await services.renderer.png(templateId, data, printer?.dotsPerMm ?? USUAL_DOTS_PER_MM);
      return { pngBase64: Buffer.from(png).toString('base64') };
    }),
  );
  return {
    paperCount: papers.reduce((sum, { copies }) => sum + copies, 0),
    ...services.sizeOf(services.templateOf(first.layout, first.shopId)),
    printer: printer && { deviceId: DeviceId.parse(printer.deviceId), name: printer.name },
    printerProblem,
    pages,
    standingCount: papers.filter(({ labelKey }) => latestPrint(context.read, labelKey)).length,
    leftOutCount: leftOut,
  };
}

/** Where no printer takes it, a person can look at it all the same. */
const LOOKED_AT_ALL_THE_SAME: readonly string[] = ['ERR_PRINTER_NONE', 'ERR_PRINTER_OFF', 'ERR_PRINTER_DRAINING'];

function printerOf(
  services: DocumentServices,
  request: Omit<DocumentRequest, 'id'>,
): { readonly printer: TargetPrinter | null; readonly printerProblem: Problem | null } {
  try {
    const printer = services.targetPrinter(request.subject.kind, request.stationId, request.deviceId);
    return { printer, printerProblem: null };
  } catch (error) {
    if (!(error instanceof AppError) || !LOOKED_AT_ALL_THE_SAME.includes(error.code)) throw error;
    return { printer: null, printerProblem: { code: error.code, data: error.data } };
  }
}
