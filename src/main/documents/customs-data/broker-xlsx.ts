import writeXlsxFile from 'write-excel-file/node';
import { brokerRows, chosenColumns } from '#main/documents/customs-data/broker-rows.ts';
import type { BrokerCell } from '#main/documents/customs-data/broker-rows.ts';
import { defineFormat } from '#main/documents/customs-data/customs-format.ts';
import { withoutZipTimes } from '#main/documents/customs-data/without-zip-times.ts';

/** Beyond this a spreadsheet rounds: such numbers are written as text. */
const SAFE_DIGITS = 15;

/** A broker's file as a workbook. Texts are text cells: none of them is ever taken for a formula or a number. */
export const BROKER_XLSX = defineFormat<readonly (readonly BrokerCell[])[]>({
  id: 'broker_xlsx',
  extension: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  schema: null,
  prepare(item, run) {
    const made = brokerRows(item, run);
    return 'problems' in made ? made : { part: made.rows, sample: null };
  },
  async assemble(parts, run) {
    const columns = run.broker ? chosenColumns(run.broker) : [];
    const headings = columns.map(({ heading }) => ({ value: heading, type: String, fontWeight: 'bold' as const }));
    const rows = parts.flat().map((row) => row.map(sheetCell));
    const book = writeXlsxFile([headings, ...rows], {
      sheet: 'Lines',
      columns: columns.map(({ heading }) => ({ width: Math.min(40, Math.max(12, heading.length + 4)) })),
      stickyRowsCount: 1,
    });
    return withoutZipTimes(new Uint8Array(await book.toBuffer()));
  },
});

function sheetCell({ text, kind }: BrokerCell) {
  if (text === '') return null;
  return kind === 'number' && text.length <= SAFE_DIGITS
    ? { value: Number(text), type: Number }
    : { value: text, type: String };
}
