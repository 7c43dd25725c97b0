import { AppError } from '#shared/errors/app-error.ts';
import type { LabelLayout } from '#shared/model/label-layout.ts';
import { CARRIER_WAYBILLS } from '#main/documents/layout/templates/carrier-waybill.ts';
import { cartonLabel100x150 } from '#main/documents/layout/templates/carton-label-100x150.ts';
import { commandSheet100x150 } from '#main/documents/layout/templates/command-sheet-100x150.ts';
import { locationLabel100x50 } from '#main/documents/layout/templates/location-label-100x50.ts';
import { packingSlip100x150 } from '#main/documents/layout/templates/packing-slip-100x150.ts';
import { productLabel50x30 } from '#main/documents/layout/templates/product-label-50x30.ts';
import { receipt58 } from '#main/documents/layout/templates/receipt-58.ts';
import { receipt80 } from '#main/documents/layout/templates/receipt-80.ts';
import { returnLabel100x150 } from '#main/documents/layout/templates/return-label-100x150.ts';
import { ssccLabel100x150 } from '#main/documents/layout/templates/sscc-label-100x150.ts';
import { waveList100x150 } from '#main/documents/layout/templates/wave-list-100x150.ts';
import { pickSlip100x150 } from '#main/documents/layout/templates/pick-slip-100x150.ts';
import { sfWaybill100x150 } from '#main/documents/layout/templates/sf-waybill-100x150.ts';
import { testLabel100x150 } from '#main/documents/layout/templates/test-label-100x150.ts';

/** Every template that comes with the product; a new one is one file and one line here. The first of its kind is its default. */
export const LABEL_TEMPLATES: readonly LabelLayout[] = [
  sfWaybill100x150,
  ...CARRIER_WAYBILLS,
  pickSlip100x150,
  packingSlip100x150,
  waveList100x150,
  cartonLabel100x150,
  ssccLabel100x150,
  productLabel50x30,
  locationLabel100x50,
  returnLabel100x150,
  receipt80,
  receipt58,
  commandSheet100x150,
  testLabel100x150,
];

/** @throws AppError ERR_LABEL_FIELD_MISSING for an unknown template id. */
export function labelTemplate(id: string): LabelLayout {
  const layout = LABEL_TEMPLATES.find((template) => template.id === id);
  if (!layout) throw new AppError('ERR_LABEL_FIELD_MISSING', { field: `template ${id}` });
  return layout;
}
