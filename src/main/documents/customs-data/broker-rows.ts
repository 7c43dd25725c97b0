import { brokerColumn } from '#main/documents/customs-data/broker-columns.ts';
import type { BrokerColumn } from '#main/documents/customs-data/broker-columns.ts';
import type { ExportItem, ExportRun } from '#main/documents/customs-data/customs-format.ts';
import { cleanLine } from '#main/documents/customs-data/latin-text.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { BrokerTemplate } from '#shared/model/customs-data.ts';

/** What a cell of a workbook can hold. */
const CELL_MAX = 32_767;

export interface BrokerCell {
  readonly text: string;
  readonly kind: BrokerColumn['kind'];
}

export interface ChosenColumn {
  readonly column: BrokerColumn;
  readonly heading: string;
}

/** The columns of a template with their headings; ids that the product no longer knows are left out. */
export function chosenColumns(template: BrokerTemplate): ChosenColumn[] {
  return template.columns.flatMap(({ id, heading }) => {
    const column = brokerColumn(id);
    return column ? [{ column, heading: heading || usualHeading(column, template.headings) }] : [];
  });
}

function usualHeading({ en, zh }: BrokerColumn, headings: BrokerTemplate['headings']): string {
  if (headings === 'both') return `${zh} ${en}`;
  return headings === 'en' ? en : zh;
}

/** One row per line, the head of the parcel repeated in each. */
export function brokerRows(
  item: ExportItem,
  run: ExportRun,
): { readonly rows: readonly (readonly BrokerCell[])[] } | { readonly problems: readonly Problem[] } {
  if (!run.broker) return { problems: [{ code: 'ERR_CUSTOMS_TEMPLATE_NEEDED', data: {} }] };
  const { declaration } = item;
  if (declaration.lines.length === 0)
    return { problems: [{ code: 'ERR_CUSTOMS_DATA_FIELD_MISSING', data: { field: 'lines', line: null } }] };
  const columns = chosenColumns(run.broker);
  const problems: Problem[] = [];
  const rows = declaration.lines.map((line, index) =>
    columns.map(({ column }): BrokerCell => {
      const cell = cleanLine(column.read({ item, declaration, line, number: index + 1 }));
      if (cell.length > CELL_MAX)
        problems.push({
          code: 'ERR_CUSTOMS_DATA_FIELD_TOO_LONG',
          data: { field: column.id, line: index + 1, limit: CELL_MAX, length: cell.length },
        });
      return { text: cell, kind: column.kind };
    }),
  );
  return problems.length > 0 ? { problems } : { rows };
}
