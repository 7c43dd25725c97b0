import { expect, it } from 'vitest';
import { toCsv } from '#renderer/ui/to-csv.ts';

it('quotes what would break a row and disarms what a spreadsheet would run', () => {
  expect(
    toCsv([
      ['Who', 'Details'],
      ['周师傅', 'a "b", c'],
      ['=HYPERLINK("x")', 'two\nlines'],
    ]),
  ).toBe('\uFEFFWho,Details\r\n周师傅,"a ""b"", c"\r\n"\'=HYPERLINK(""x"")","two\nlines"\r\n');
});
