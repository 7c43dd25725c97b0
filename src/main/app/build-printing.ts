import type { DeviceHub } from '#main/app/device-hub.ts';
import { drawPickSlip, drawWaybill } from '#main/app/draw-labels.ts';
import type { PrintQueue } from '#main/app/print-queue.ts';
import { CARRIERS } from '#main/app/registries.ts';
import type { RasterPool } from '#main/documents/raster-pool.ts';
import type { LabelRenderer } from '#main/usecases/printing/label-renderer.ts';
import type { PickSlipServices } from '#main/usecases/printing/print-pick-slip.ts';
import type { PrintingServices } from '#main/usecases/printing/print-waybill.ts';

/** The raster pool as the use cases see it. */
export function createLabelRenderer(pool: RasterPool): LabelRenderer {
  return {
    async render(templateId, data, dotsPerMm) {
      const drawn = await pool.render(templateId, data, dotsPerMm);
      return { bitmap: drawn.bitmap, contentHash: drawn.contentHash };
    },
    png: (templateId, data, dotsPerMm) => pool.png(templateId, data, dotsPerMm),
  };
}

/** Templates, printer choice and queue for labels, brought together. */
export function buildPrinting(
  renderer: LabelRenderer,
  devices: DeviceHub,
  zone: () => string,
  queue: Pick<PrintQueue, 'wake' | 'submit'>,
): PrintingServices & PickSlipServices {
  return {
    renderer,
    printerFor: () => devices.labelPrinter(),
    drawWaybill(label) {
      const service = CARRIERS.find(label.carrierId)?.services.find(
        (candidate) => candidate.code === label.serviceCode,
      );
      return drawWaybill(label, service?.label['zh-CN'] ?? label.serviceCode, zone());
    },
    drawPickSlip: (slip) => drawPickSlip(slip, zone()),
    wake: (deviceId) => queue.wake(deviceId),
    submit: (act, request) => queue.submit(act, request),
  };
}
