import type { Act } from '#main/usecases/actor.ts';
import { writeRate } from '#main/usecases/customs/rules/enter-rate.ts';
import { readTable } from '#main/usecases/imports/read-table.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** What a row was refused for: the code of the error and the place. */
export interface RefusedRate {
  readonly rowNumber: number;
  readonly code: string;
  readonly detail: string;
}

const MOST_ROWS = 2000;

/** Headings of the columns as people call them, without blanks and case. */
const HEADINGS = {
  from: ['from', 'currency', 'base', '原币种', '币种', '货币'],
  to: ['to', 'quote', '目标币种', '兑换币种', '本币'],
  day: ['day', 'date', '日期'],
  rate: ['rate', 'value', '汇率'],
} as const;

/**
 * Rates from a CSV or XLSX file with the columns from, to, day, rate. Rows that stand are taken in; each other one is listed with its reason.
 * @throws AppError ERR_IMPORT_*, ERR_CUSTOMS_RATES_COLUMNS {missing}
 */
export async function importRates(
  context: UseCaseContext,
  act: Act,
  input: { readonly fileName: string; readonly bytes: Uint8Array },
): Promise<{ readonly taken: number; readonly refused: readonly RefusedRate[] }> {
  const table = await readTable(input.fileName, input.bytes);
  if (table.rows.length > MOST_ROWS)
    throw new AppError('ERR_IMPORT_FILE_TOO_LARGE', { fileName: input.fileName, limitRows: MOST_ROWS });
  const at = findColumns(table.headers);
  return context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const refused: RefusedRate[] = [];
    for (const { cells, rowNumber } of table.rows) {
      const cell = (column: keyof typeof HEADINGS) => (cells[at[column]] ?? '').replaceAll(/[\s\p{Cf}]/gu, '');
      try {
        // Nested: a refused row undoes itself alone.
        context.db.transaction((nested) =>
          writeRate(nested, act, atMs, {
            from: cell('from').toUpperCase(),
            to: cell('to').toUpperCase(),
            day: cell('day').replaceAll('/', '-'),
            rate: cell('rate'),
            source: input.fileName,
            isSure: false,
          }),
        );
      } catch (error) {
        if (!(error instanceof AppError) || !error.code.startsWith('ERR_CUSTOMS_RATE')) throw error;
        refused.push({ rowNumber, code: error.code, detail: String(error.data['field'] ?? error.data['known'] ?? '') });
      }
    }
    tx.changed('customs-rules');
    return { taken: table.rows.length - refused.length, refused };
  });
}

function findColumns(headers: readonly string[]): Record<keyof typeof HEADINGS, number> {
  const plain = headers.map((header) => header.toLowerCase().replaceAll(/[\s\p{Cf}]/gu, ''));
  const find = (column: keyof typeof HEADINGS) =>
    plain.findIndex((header) => HEADINGS[column].some((name) => name === header));
  const columns = { from: find('from'), to: find('to'), day: find('day'), rate: find('rate') };
  const missing = Object.entries(columns).filter(([, index]) => index === -1);
  if (missing.length > 0)
    throw new AppError('ERR_CUSTOMS_RATES_COLUMNS', { missing: missing.map(([name]) => name).join(', ') });
  return columns;
}
