import { STATION_ID } from '#main/app/station-id.ts';
import type { DeviceHub } from '#main/app/device-hub.ts';
import { drawPickSlip, drawWaybill } from '#main/app/draw-labels.ts';
import type { PrintQueue } from '#main/app/print-queue.ts';
import { CARRIERS } from '#main/app/registries.ts';
import { pickSlip100x150 } from '#main/documents/layout/templates/pick-slip-100x150.ts';
import { sfWaybill100x150 } from '#main/documents/layout/templates/sf-waybill-100x150.ts';
import type { RasterPool } from '#main/documents/raster-pool.ts';
import { templateFor } from '#main/usecases/templates/choose-template.ts';
import type { PrintKind } from '#shared/contract/print-jobs.ts';
import type { LabelLayout } from '#shared/model/label-layout.ts';
import type { ReadDb } from '#main/db/handles.ts';
import type { LabelRenderer } from '#main/usecases/printing/label-renderer.ts';
import type { PickSlipServices } from '#main/usecases/printing/print-pick-slip.ts';
import type { PrintingServices } from '#main/usecases/printing/print-waybill.ts';

/** What a print job's template is: an id of the product's own, or the layout itself. */
type FindLayout = (templateId: string) => string | LabelLayout;

/** The raster pool as the use cases see it. */
export function createLabelRenderer(
  pool: RasterPool,
  findLayout: FindLayout = (templateId) => templateId,
): LabelRenderer {
  return {
    async render(templateId, data, dotsPerMm) {
      const drawn = await pool.render(findLayout(templateId), data, dotsPerMm);
      const { bitmap, contentHash, receipt } = drawn;
      return { bitmap, contentHash, ...(receipt && { receipt }) };
    },
    png: async (templateId, data, dotsPerMm) => pool.png(findLayout(templateId), data, dotsPerMm),
  };
}

/** Templates, printer choice and queue for labels, brought together. */
export function buildPrinting(
  renderer: LabelRenderer,
  devices: DeviceHub,
  zone: () => string,
  read: ReadDb,
  queue: Pick<PrintQueue, 'wake' | 'submit' | 'prepare'>,
): PrintingServices & PickSlipServices {
  return {
    renderer,
    printerFor: (kind: PrintKind, stationId: string = STATION_ID) => devices.printerFor(kind, stationId),
    drawWaybill(label) {
      const carrier = CARRIERS.find(label.carrierId);
      const service = carrier?.services.find((candidate) => candidate.code === label.serviceCode);
      return drawWaybill(label, {
        templateId: templateFor(read, 'waybill', label.shopId, sfWaybill100x150.id),
        carrierName: carrier?.label['zh-CN'] ?? label.carrierId,
        serviceName: service?.label['zh-CN'] ?? label.serviceCode,
        zone: zone(),
      });
    },
    drawPickSlip: (slip) => drawPickSlip(slip, templateFor(read, 'pick_slip', slip.shopId, pickSlip100x150.id), zone()),
    prepare: (deviceId, label) => queue.prepare(deviceId, label),
    wake: (deviceId) => queue.wake(deviceId),
    submit: (act, request, alongside) => queue.submit(act, request, alongside),
  };
}
