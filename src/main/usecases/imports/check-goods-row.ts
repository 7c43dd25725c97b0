import { checkGoods } from '#core/customs/check-goods.ts';
import { cleanGoods } from '#core/customs/clean-goods.ts';
import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';
import { GOODS_COLUMNS } from '#main/usecases/customs/goods/goods-columns.ts';
import type { NumberedRow, RowValues } from '#main/usecases/imports/check-order-rows.ts';
import { identifierProblem, invalidValue } from '#main/usecases/imports/read-cell.ts';
import type { Problem } from '#shared/contract/common.ts';
import { GoodsFacts, NO_GOODS_FACTS } from '#shared/model/customs-goods.ts';

/** Numbers that a spreadsheet may have rounded. */
const DIGITS = new Set([
  'gtin',
  'hs6',
  'eu_cn8',
  'eu_taric10',
  'us_hts10',
  'cn10',
  'sa12',
  'uk10',
  'jp9',
  'kr10',
  'hs_other',
]);

/** Lays the filled cells of a row over what is stored; empty cells leave it as it is. */
export function mergeGoodsRow(stored: GoodsFacts, values: RowValues): { facts: GoodsFacts } | { problem: Problem } {
  let facts = stored;
  for (const column of GOODS_COLUMNS) {
    const text = (values[column.name] ?? '').trim();
    if (text === '') continue;
    const digitsProblem = DIGITS.has(column.name) ? identifierProblem(column.name, text) : null;
    if (digitsProblem?.code === 'ERR_IMPORT_DIGITS_LOST') return { problem: digitsProblem };
    const read = column.read(facts, text);
    if ('expected' in read) return { problem: invalidValue(column.name, text, read.expected) };
    facts = read;
  }
  return { facts: { ...facts, origin: facts.origin.toUpperCase() } };
}

/** What is wrong with each row of a file of customs data, or null; `known` is what the reading of the file found. */
export function checkGoodsRows(rows: readonly NumberedRow[], known: readonly (Problem | null)[]): (Problem | null)[] {
  const first = new Map<string, number>();
  return rows.map(({ rowNumber, values }, index) => {
    const found = known[index] ?? rowProblem(values);
    if (found) return found;
    const code = cleanIdentifier(values['code'] ?? '');
    const earlier = first.get(code);
    if (earlier !== undefined) return { code: 'ERR_IMPORT_ROW_REPEATED', data: { row: earlier } };
    first.set(code, rowNumber);
    return null;
  });
}

/** Looked at alone, without what is stored: what is wrong here is wrong whatever stands there. */
function rowProblem(values: RowValues): Problem | null {
  const codeProblem = identifierProblem('code', cleanIdentifier(values['code'] ?? ''));
  if (codeProblem) return codeProblem;
  const merged = mergeGoodsRow(NO_GOODS_FACTS, values);
  if ('problem' in merged) return merged.problem;
  const fits = GoodsFacts.safeParse(merged.facts);
  if (!fits.success) {
    const field = String(fits.error.issues[0]?.path[0] ?? '');
    const value = (values[field] ?? '').slice(0, 60);
    return { code: 'ERR_IMPORT_VALUE_INVALID', data: { field, value, expected: 'shorter_text' } };
  }
  const { battery: _battery, ...rest } = cleanGoods(fits.data);
  // Figures of a battery may come alone: its kind can be stored already.
  return checkGoods(rest);
}
