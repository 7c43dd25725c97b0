import { latestPrint } from '#main/usecases/printing/print-job-rows.ts';
import { drawHeldWaybill, waybillLabelKey } from '#main/usecases/printing/print-waybill.ts';
import type { PrintingServices } from '#main/usecases/printing/print-waybill.ts';
import { waybillOf } from '#main/usecases/shipping/waybill-rows.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * Draws the label of a box before it is closed, once its waybill is held and as long as it was never printed: the last scan
 * finds it in the printer's language. Nothing is queued, and what goes wrong is told when the box is closed.
 */
export function prepareWaybillLabel(
  context: UseCaseContext,
  printing: Pick<PrintingServices, 'printerFor' | 'drawWaybill' | 'prepare'>,
  shipmentId: string,
  stationId?: string,
): void {
  const waybill = waybillOf(context.read, shipmentId);
  if (waybill?.state !== 'issued' || waybill.tracking_number === null) return;
  if (latestPrint(context.read, waybillLabelKey(waybill.id))) return;
  try {
    const printer = printing.printerFor('waybill', stationId);
    printing.prepare(printer.deviceId, drawHeldWaybill(context, printing, shipmentId, waybill.tracking_number));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    context.log.debug({ code: error.code }, 'a label could not be drawn ahead');
  }
}
