import type { PaperDefinition } from '#main/documents/customs/paper-definition.ts';
import { batteryMark } from '#main/documents/customs/papers/battery-mark.ts';
import { cn22 } from '#main/documents/customs/papers/cn22.ts';
import { cn23 } from '#main/documents/customs/papers/cn23.ts';
import { exportDeclaration } from '#main/documents/customs/papers/export-declaration.ts';
import { exportList9610 } from '#main/documents/customs/papers/export-list-9610.ts';
import { commercialInvoice, paperlessInvoice, proformaInvoice } from '#main/documents/customs/papers/invoice.ts';
import { labelCn22 } from '#main/documents/customs/papers/label-cn22.ts';
import { originStatement } from '#main/documents/customs/papers/origin-statement.ts';
import { packingList, thaiPackingList } from '#main/documents/customs/papers/packing-list.ts';
import type { CustomsPaperKind } from '#shared/model/customs.ts';

/** Every customs paper; a new one is one file and one line here. */
export const CUSTOMS_PAPERS: Readonly<Record<CustomsPaperKind, PaperDefinition>> = {
  cn22,
  cn23,
  commercial_invoice: commercialInvoice,
  proforma_invoice: proformaInvoice,
  packing_list: packingList,
  label_cn22: labelCn22,
  export_list_9610: exportList9610,
  export_declaration: exportDeclaration,
  thai_packing_list: thaiPackingList,
  battery_mark: batteryMark,
  origin_statement: originStatement,
  paperless_invoice: paperlessInvoice,
};
