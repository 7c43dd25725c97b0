import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { csvRow } from '#shared/csv/csv-row.ts';

test('quotes commas, quotes and line breaks, and ends with CR LF', () => {
  expect(csvRow(['a,b', 'say "hi"', 'two\nlines', 'plain', null, 12, ''])).toBe(
    '"a,b","say ""hi""","two\nlines",plain,,12,\r\n',
  );
});

test('a text that a spreadsheet would take for a formula gets an apostrophe in front', () => {
  const cells = ['=cmd|calc', '+8613800000000', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1+1', '＠SUM(A1)'];
  expect(Papa.parse<string[]>(csvRow(cells)).data[0]).toEqual(cells.map((cell) => `'${cell}`));
});

test('a negative number is a number and stays one', () => {
  expect(csvRow([-5, 0.5])).toBe('-5,0.5\r\n');
});

test('what a parser of RFC 4180 reads back is what was written', () => {
  const cells = ['打包台, "北京"', 'Łódź\r\nMünchen', "it's", ' blanks '];
  expect(Papa.parse<string[]>(csvRow(cells)).data[0]).toEqual(cells);
});
