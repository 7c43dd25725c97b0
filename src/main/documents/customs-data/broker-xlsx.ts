import { brokerRows, chosenColumns } from '#main/documents/customs-data/broker-rows.ts';
import { defineFormat } from '#main/documents/customs-data/customs-format.ts';
import { writeWorkbookBeside } from '#main/documents/customs-data/write-workbook-beside.ts';

/** A broker's file as a workbook. */
export const BROKER_XLSX = defineFormat<string>({
  id: 'broker_xlsx',
  schema: null,
  prepare(item, run) {
    const made = brokerRows(item, run);
    return 'problems' in made ? made : { part: JSON.stringify(made.rows), sample: null };
  },
  assemble(parts, run) {
    const headings = run.broker ? chosenColumns(run.broker).map(({ heading }) => heading) : [];
    return writeWorkbookBeside({ headings, parts });
  },
});
