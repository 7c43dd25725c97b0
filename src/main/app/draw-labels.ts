import { addressLine } from '#core/shipping/address-line.ts';
import { pickSlipPages } from '#main/documents/layout/templates/pick-slip-100x150.ts';
import { sfWaybillData } from '#main/documents/layout/templates/sf-waybill-100x150.ts';
import type { PickSlipContent } from '#main/usecases/printing/print-pick-slip.ts';
import type { DrawableLabel, WaybillLabel } from '#main/usecases/printing/print-waybill.ts';
import { formatInZone } from '#shared/i18n/format-in-zone.ts';
import type { Recipient } from '#shared/model/order.ts';

interface WaybillStyle {
  readonly templateId: string;
  readonly carrierName: string;
  readonly serviceName: string;
  readonly zone: string;
}

/** A waybill of the product's model as the templates want it; times in the warehouse's zone. */
export function drawWaybill(label: WaybillLabel, style: WaybillStyle): DrawableLabel {
  return {
    templateId: style.templateId,
    data: sfWaybillData({
      trackingNumber: label.trackingNumber,
      carrierName: style.carrierName,
      serviceName: style.serviceName,
      routeLabel: label.route.routeLabel,
      sortingCode: label.route.sortingCode,
      twoDimensionCode: label.route.twoDimensionCode,
      recipient: party(label.recipient),
      sender: party(label.sender),
      orderNumber: label.orderNumber,
      goods: label.goods,
      weightG: label.weightG,
      parcelIndex: 1,
      parcelCount: 1,
      printedAt: formatInZone(label.printedAtMs, style.zone),
      remark: label.remark,
    }),
  };
}

export function drawPickSlip(slip: PickSlipContent, templateId: string, zone: string): readonly DrawableLabel[] {
  const pages = pickSlipPages({
    slipNumber: slip.slipNumber,
    shopName: slip.shopName,
    orderCount: 1,
    printedAt: formatInZone(slip.printedAtMs, zone),
    note: slip.note,
    lines: slip.lines.map((line) => ({ ...line, orderNumber: slip.orderNumber })),
  });
  return pages.map((data) => ({ templateId, data }));
}

function party(recipient: Recipient): { name: string; phone: string; address: string } {
  return { name: recipient.name, phone: recipient.phone, address: addressLine(recipient) };
}
