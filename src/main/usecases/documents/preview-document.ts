import { checkFits } from '#main/usecases/documents/check-fits.ts';
import { DOCUMENT_KINDS } from '#main/usecases/documents/document-kinds.ts';
import type { DocumentServices, TargetPrinter } from '#main/usecases/documents/document-services.ts';
import type { DocumentRequest } from '#main/usecases/documents/print-document.ts';
import { latestPrint } from '#main/usecases/printing/print-job-rows.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { DocumentPreview } from '#shared/contract/documents.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { DeviceId } from '#shared/model/ids.ts';

/** Pages that are drawn; of long documents the rest looks alike. */
const MOST_PAGES = 4;
/** 203 dpi, where no printer is set up yet. */
const USUAL_DOTS_PER_MM = 8;

/**
 * A document as its printer would get it, with personal data masked. Nothing is numbered, written or queued.
 * @throws AppError of the document's kind, ERR_DOCUMENT_EMPTY, ERR_LABEL_*, ERR_PRINTER_OFF
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
  const printer = printerOf(services, request);
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
    pages,
    standingCount: papers.filter(({ labelKey }) => latestPrint(context.read, labelKey)).length,
    leftOutCount: leftOut,
  };
}

/** A workstation without printers can look at everything all the same. */
function printerOf(services: DocumentServices, request: Omit<DocumentRequest, 'id'>): TargetPrinter | null {
  try {
    return services.targetPrinter(request.subject.kind, request.stationId, request.deviceId);
  } catch (error) {
    if (error instanceof AppError && error.code === 'ERR_PRINTER_NONE') return null;
    throw error;
  }
}
