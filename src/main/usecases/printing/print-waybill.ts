import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import type { LabelRenderer } from '#main/usecases/printing/label-renderer.ts';
import { latestPrint } from '#main/usecases/printing/print-job-rows.ts';
import type { LabelRequest } from '#main/usecases/printing/queue-label.ts';
import { waybillOf } from '#main/usecases/shipping/waybill-rows.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { WaybillRequest } from '#main/plugins/carriers/carrier-connector.ts';
import type { IssuedWaybill } from '#main/plugins/carriers/carrier-connector.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { PrintKind } from '#shared/contract/print-jobs.ts';
import type { Recipient } from '#shared/model/order.ts';

/** What a waybill label shows, whatever its template. */
export interface WaybillLabel {
  readonly shopId: string;
  readonly carrierId: string;
  readonly serviceCode: string;
  readonly trackingNumber: string;
  readonly route: IssuedWaybill['route'];
  readonly sender: Recipient;
  readonly recipient: Recipient;
  readonly orderNumber: string;
  readonly goods: WaybillRequest['goods'];
  readonly weightG: number;
  readonly printedAtMs: number;
  readonly remark: string;
}

export interface DrawableLabel {
  readonly templateId: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface PrintingServices {
  readonly renderer: LabelRenderer;
  /** The station's printer for a kind of label; without a station that of this PC. @throws AppError ERR_PRINTER_NONE, ERR_PRINTER_OFF */
  printerFor(kind: PrintKind, stationId?: string): { readonly deviceId: string; readonly dotsPerMm: number };
  drawWaybill(label: WaybillLabel): DrawableLabel;
  /**
   * Queues a label under its key, once, in one commit with what is written `alongside`; what that throws is thrown.
   * @returns the id of the job that stands for it
   */
  submit(act: Act, request: LabelRequest, alongside?: (tx: WriteTx) => void): Promise<string>;
  /** Draws a label that comes soon into its printer's language; what goes wrong is told when it is printed. */
  prepare(deviceId: string, label: DrawableLabel): void;
  /** Tells the printer's queue that a job was committed. */
  wake(deviceId: string): void;
}

export function waybillLabelKey(waybillId: string): string {
  return `waybill:${waybillId}`;
}

/**
 * Renders the label of an issued waybill, reads it back, and queues it, once per waybill for ever (promise P2).
 * @param alongside what is written in the commit that queues it, so that a packer waits for one disk less
 * @returns the id of the print job that stands for the label.
 * @throws AppError ERR_LABEL_*, ERR_PRINTER_NONE, ERR_PRINT_VOIDED once a person called the label off: only a reprint, with its reason, makes another
 */
export async function printWaybill(
  context: UseCaseContext,
  printing: PrintingServices,
  act: Act,
  shipmentId: string,
  stationId?: string,
  alongside: (tx: WriteTx) => void = () => undefined,
): Promise<string> {
  const waybill = waybillOf(context.read, shipmentId);
  if (!waybill || waybill.state !== 'issued' || waybill.tracking_number === null)
    throw new AppError('ERR_PRINT_STATE', { state: waybill?.state ?? 'none' });
  const labelKey = waybillLabelKey(waybill.id);
  const before = latestPrint(context.read, labelKey);
  if (before?.state === 'voided') throw new AppError('ERR_PRINT_VOIDED', { number: waybill.tracking_number });
  if (before && before.state !== 'failed') {
    context.db.transaction(alongside);
    return before.id;
  }
  const printer = printing.printerFor('waybill', stationId);
  const label = drawHeldWaybill(context, printing, shipmentId, waybill.tracking_number);
  const rendered = await printing.renderer.render(label.templateId, label.data, printer.dotsPerMm);
  const request: LabelRequest = {
    labelKey,
    kind: 'waybill',
    orderId: orderOf(context, shipmentId),
    shipmentId,
    deviceId: printer.deviceId,
    templateId: label.templateId,
    data: label.data,
    contentHash: rendered.contentHash,
  };
  return printing.submit(act, request, alongside);
}

/** The label of a waybill that is there. */
export function drawHeldWaybill(
  context: Pick<UseCaseContext, 'read' | 'clock'>,
  printing: Pick<PrintingServices, 'drawWaybill'>,
  shipmentId: string,
  trackingNumber: string,
): DrawableLabel {
  return printing.drawWaybill(readLabel(context, shipmentId, trackingNumber));
}

function orderOf(context: UseCaseContext, shipmentId: string): string {
  const row = context.read
    .prepare<[string], { order_id: string }>('SELECT order_id FROM shipments WHERE id = ?')
    .get(shipmentId);
  if (!row) throw new AppError('ERR_PACKING_NO_SESSION', { shipmentId });
  return row.order_id;
}

function readLabel(
  context: Pick<UseCaseContext, 'read' | 'clock'>,
  shipmentId: string,
  trackingNumber: string,
): WaybillLabel {
  const row = context.read
    .prepare<
      [string],
      {
        shop_id: string;
        display_number: string;
        request_json: string;
        route_json: string;
        carrier_id: string;
        issued_at_ms: number | null;
      }
    >(
      `SELECT o.shop_id, o.display_number, w.request_json, w.route_json, a.carrier_id, w.issued_at_ms FROM shipments s JOIN orders o ON o.id = s.order_id
       JOIN waybills w ON w.shipment_id = s.id AND w.state = 'issued' JOIN carrier_accounts a ON a.id = w.carrier_account_id WHERE s.id = ?`,
    )
    .get(shipmentId);
  if (!row) throw new AppError('ERR_PACKING_NO_SESSION', { shipmentId });
  const request = JSON.parse(row.request_json) as WaybillRequest;
  return {
    shopId: row.shop_id,
    carrierId: row.carrier_id,
    serviceCode: request.serviceCode,
    trackingNumber,
    route: JSON.parse(row.route_json) as IssuedWaybill['route'],
    sender: request.sender,
    // What the carrier was told, also when the order says otherwise by now: label and waybill must name the same place.
    recipient: request.recipient,
    orderNumber: row.display_number,
    goods: request.goods,
    // As the carrier was told too. The whole label follows from its waybill, so that it can be drawn before it is wanted.
    weightG: request.weightG,
    printedAtMs: row.issued_at_ms ?? context.clock.nowMs(),
    remark: request.remark,
  };
}
