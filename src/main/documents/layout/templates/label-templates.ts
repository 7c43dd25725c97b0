import { AppError } from '#shared/errors/app-error.ts';
import type { LabelLayout } from '#main/documents/layout/layout-model.ts';
import { commandSheet100x150 } from '#main/documents/layout/templates/command-sheet-100x150.ts';
import { pickSlip100x150 } from '#main/documents/layout/templates/pick-slip-100x150.ts';
import { sfWaybill100x150 } from '#main/documents/layout/templates/sf-waybill-100x150.ts';
import { testLabel100x150 } from '#main/documents/layout/templates/test-label-100x150.ts';

/** Every template; a new one is one file and one line here. */
export const LABEL_TEMPLATES: readonly LabelLayout[] = [
  sfWaybill100x150,
  testLabel100x150,
  pickSlip100x150,
  commandSheet100x150,
];

/** @throws AppError ERR_LABEL_FIELD_MISSING for an unknown template id. */
export function labelTemplate(id: string): LabelLayout {
  const layout = LABEL_TEMPLATES.find((template) => template.id === id);
  if (!layout) throw new AppError('ERR_LABEL_FIELD_MISSING', { field: `template ${id}` });
  return layout;
}
