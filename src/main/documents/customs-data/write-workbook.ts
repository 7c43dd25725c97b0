import writeXlsxFile from 'write-excel-file/node';
import type { BrokerCell } from '#main/documents/customs-data/broker-rows.ts';
import { withoutZipTimes } from '#main/documents/customs-data/without-zip-times.ts';

/** What a workbook is written from; rows of each parcel are JSON of its cells, which is cheap to hand to a thread. */
export interface WorkbookOrder {
  readonly headings: readonly string[];
  readonly parts: readonly string[];
}

/** Beyond this a spreadsheet rounds: such numbers are written as text. */
const SAFE_DIGITS = 15;

/** One sheet with a head that stays in sight. Texts are text cells: none is ever taken for a formula or a number. */
export async function writeWorkbook({ headings, parts }: WorkbookOrder): Promise<Uint8Array<ArrayBuffer>> {
  const head = headings.map((heading) => ({ value: heading, type: String, fontWeight: 'bold' as const }));
  const rows = parts.flatMap((part) => (JSON.parse(part) as BrokerCell[][]).map((row) => row.map(sheetCell)));
  const book = writeXlsxFile([head, ...rows], {
    sheet: 'Lines',
    columns: headings.map((heading) => ({ width: Math.min(40, Math.max(12, heading.length + 4)) })),
    stickyRowsCount: 1,
  });
  return withoutZipTimes(new Uint8Array(await book.toBuffer()));
}

function sheetCell({ text, kind }: BrokerCell) {
  if (text === '') return null;
  return kind === 'number' && text.length <= SAFE_DIGITS
    ? { value: Number(text), type: Number }
    : { value: text, type: String };
}
