import { checkGoods } from '#core/customs/check-goods.ts';
import { cleanGoods } from '#core/customs/clean-goods.ts';
import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';
import { GOODS_COLUMNS } from '#main/usecases/customs/goods/goods-columns.ts';
import type { NumberedRow, RowProblems, RowValues } from '#main/usecases/imports/check-order-rows.ts';
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
export function mergeGoodsRow(
  stored: GoodsFacts,
  values: RowValues,
): { facts: GoodsFacts } | { problems: readonly Problem[] } {
  let facts = stored;
  const problems: Problem[] = [];
  for (const column of GOODS_COLUMNS) {
    const text = (values[column.name] ?? '').trim();
    if (text === '') continue;
    const digitsProblem = DIGITS.has(column.name) ? identifierProblem(column.name, text) : null;
    const isRounded = digitsProblem?.code === 'ERR_IMPORT_DIGITS_LOST';
    const read = column.read(facts, text);
    if (isRounded) problems.push(digitsProblem);
    else if ('expected' in read) problems.push(invalidValue(column.name, text, read.expected));
    else facts = read;
  }
  if (problems.length > 0) return { problems };
  return { facts: { ...facts, origin: facts.origin.toUpperCase() } };
}

/** All that is wrong with each row of a file of customs data; `known`, what the reading of the file found, goes before it. */
export function checkGoodsRows(rows: readonly NumberedRow[], known: readonly (Problem | null)[]): RowProblems[] {
  const first = new Map<string, number>();
  return rows.map(({ rowNumber, values }, index) => {
    const found = known[index];
    const problems = found ? [found] : rowProblems(values);
    if (problems.length > 0) return problems;
    const code = cleanIdentifier(values['code'] ?? '');
    const earlier = first.get(code);
    if (earlier !== undefined) return [{ code: 'ERR_IMPORT_ROW_REPEATED', data: { row: earlier } }];
    first.set(code, rowNumber);
    return [];
  });
}

/** Looked at alone, without what is stored: what is wrong here is wrong whatever stands there. */
function rowProblems(values: RowValues): Problem[] {
  const codeProblem = identifierProblem('code', cleanIdentifier(values['code'] ?? ''));
  return [...(codeProblem ? [codeProblem] : []), ...factProblems(values)];
}

function factProblems(values: RowValues): readonly Problem[] {
  const merged = mergeGoodsRow(NO_GOODS_FACTS, values);
  if ('problems' in merged) return merged.problems;
  const fits = GoodsFacts.safeParse(merged.facts);
  if (!fits.success) {
    const fields = new Set(fits.error.issues.map(({ path }) => String(path[0] ?? '')));
    return [...fields].map((field) => ({
      code: 'ERR_IMPORT_VALUE_INVALID',
      data: { field, value: (values[field] ?? '').slice(0, 60), expected: 'shorter_text' },
    }));
  }
  const { battery: _battery, ...rest } = cleanGoods(fits.data);
  // Figures of a battery may come alone: its kind can be stored already.
  const problem = checkGoods(rest);
  return problem ? [problem] : [];
}
