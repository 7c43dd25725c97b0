import type { DeviceHub } from '#main/app/device-hub.ts';
import { CARRIERS } from '#main/app/registries.ts';
import { STATION_ID } from '#main/app/station-id.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { LABEL_TEMPLATES, labelTemplate } from '#main/documents/layout/templates/label-templates.ts';
import type { RasterPool } from '#main/documents/raster-pool.ts';
import type { DocumentServices } from '#main/usecases/documents/document-services.ts';
import type { LabelRenderer } from '#main/usecases/printing/label-renderer.ts';
import type { SenderOf } from '#main/usecases/shipping/connected-carrier.ts';
import { templateFor } from '#main/usecases/templates/choose-template.ts';
import type { LabelLayout, TemplateKind } from '#shared/model/label-layout.ts';

export interface DocumentParts {
  readonly renderer: LabelRenderer;
  readonly pool: Pick<RasterPool, 'pdf'>;
  readonly devices: Pick<DeviceHub, 'printer' | 'printerFor'>;
  readonly read: ReadDb;
  readonly findLayout: (templateId: string) => string | LabelLayout;
  readonly senderOf: SenderOf;
  readonly nowMs: () => number;
  readonly zone: () => string;
  readonly wake: (deviceId: string) => void;
}

/** Layouts, printers and names for the documents that are printed on request. */
export function buildDocuments(parts: DocumentParts): DocumentServices {
  const { devices, read } = parts;
  const layoutOf = (templateId: string): LabelLayout => {
    const found = parts.findLayout(templateId);
    return typeof found === 'string' ? labelTemplate(found) : found;
  };
  return {
    renderer: parts.renderer,
    targetPrinter: (kind, stationId, deviceId) =>
      deviceId === undefined ? devices.printerFor(kind, stationId ?? STATION_ID) : devices.printer(deviceId),
    templateOf: (layout, shopId) => templateFor(read, layout, shopId, usualTemplate(layout)),
    sizeOf(templateId) {
      const { widthMm, heightMm } = layoutOf(templateId);
      return { widthMm, heightMm };
    },
    world: (requestId, isConcealed) => ({
      atMs: parts.nowMs(),
      requestId,
      zone: parts.zone(),
      isConcealed,
      senderOf: parts.senderOf,
      carrierName: (carrierId) => CARRIERS.find(carrierId)?.label['zh-CN'] ?? carrierId,
    }),
    pdf: (pages) =>
      parts.pool.pdf({
        pages: pages.map(({ templateId, data }) => ({ layout: layoutOf(templateId), data })),
        title: 'Packbench',
        createdAtMs: parts.nowMs(),
      }),
    wake: parts.wake,
  };
}

/** The first of its kind among those that came with the product. */
function usualTemplate(kind: TemplateKind): string {
  return LABEL_TEMPLATES.find((template) => template.kind === kind)?.id ?? '';
}
