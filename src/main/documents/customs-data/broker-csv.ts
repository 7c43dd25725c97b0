import iconv from 'iconv-lite';
import { brokerRows, chosenColumns } from '#main/documents/customs-data/broker-rows.ts';
import type { BrokerCell } from '#main/documents/customs-data/broker-rows.ts';
import { defineFormat } from '#main/documents/customs-data/customs-format.ts';
import { csvRow } from '#shared/csv/csv-row.ts';

const BOM = '\uFEFF';
/** Numbers that a spreadsheet would round or rob of their zeros. */
const FRAGILE = /^(0\d+|\d{12,})$/;

/** A broker's file as CSV; texts that look like formulas get an apostrophe (csv-row.ts). */
export const BROKER_CSV = defineFormat<string>({
  id: 'broker_csv',
  schema: null,
  prepare(item, run) {
    const made = brokerRows(item, run);
    if ('problems' in made) return made;
    const isGuarded = run.broker?.guardNumbers ?? true;
    return { part: made.rows.map((row) => csvRow(row.map((cell) => csvText(cell, isGuarded)))).join(''), sample: null };
  },
  assemble(parts, run) {
    const headings = run.broker ? chosenColumns(run.broker).map(({ heading }) => heading) : [];
    const text = `${csvRow(headings)}${parts.join('')}`;
    return Promise.resolve(
      run.broker?.encoding === 'gb18030'
        ? new Uint8Array(iconv.encode(text, 'gb18030'))
        : new TextEncoder().encode(`${BOM}${text}`),
    );
  },
});

function csvText({ text, kind }: BrokerCell, isGuarded: boolean): string {
  return isGuarded && kind === 'text' && FRAGILE.test(text) ? `'${text}` : text;
}
