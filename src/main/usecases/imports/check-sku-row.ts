import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';
import { cleanProse } from '#core/orders/clean-text.ts';
import type { NumberedRow, RowProblems, RowValues } from '#main/usecases/imports/check-order-rows.ts';
import { identifierProblem, invalidValue, readCountry } from '#main/usecases/imports/read-cell.ts';
import { parseGrams } from '#shared/model/weight.ts';
import type { Problem } from '#shared/contract/common.ts';

/** A row of a goods file, read and checked. Null fields were not in the file and leave what is stored as it is. */
export interface SkuRow {
  readonly code: string;
  readonly title: string;
  readonly titleEn: string | null;
  readonly barcodes: readonly string[];
  readonly weightG: number | null;
  readonly location: string | null;
  readonly onHand: number | null;
  readonly hsCode: string | null;
  readonly originCountry: string | null;
}

/** Reads one row, or says which cells are wrong. Weights without unit are grams; "1.2 kg" is understood. */
export function readSkuRow(values: RowValues): { row: SkuRow } | { problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const code = cleanIdentifier(values['code'] ?? '');
  const codeProblem = identifierProblem('code', code);
  if (codeProblem) problems.push(codeProblem);
  const title = cleanProse(values['title'] ?? '');
  if (title === '') problems.push(invalidValue('title', '', 'filled'));
  const weightText = cleanIdentifier(values['weight_g'] ?? '');
  const weightG = readWeight(weightText);
  if (weightText !== '' && (weightG === null || weightG <= 0))
    problems.push(invalidValue('weight_g', weightText, 'weight'));
  const onHandText = cleanIdentifier(values['on_hand'] ?? '');
  if (onHandText !== '' && !/^\d{1,7}$/.test(onHandText))
    problems.push(invalidValue('on_hand', onHandText, 'whole_number'));
  const barcodes = (values['barcode'] ?? '')
    .split(/[,;|/\s]+/)
    .map(cleanIdentifier)
    .filter((barcode) => barcode !== '');
  problems.push(...barcodes.flatMap((barcode) => identifierProblem('barcode', barcode) ?? []));
  const country = values['origin_country'] ?? '';
  const originCountry = readCountry(country);
  if (originCountry === null) problems.push(invalidValue('origin_country', country, 'country_code'));
  if (originCountry === null || problems.length > 0) return { problems };
  const optional = (name: string) => (values[name] === undefined ? null : cleanProse(values[name]));
  return {
    row: {
      code,
      title,
      titleEn: optional('title_en'),
      barcodes,
      weightG,
      location: optional('location'),
      onHand: onHandText === '' ? null : Number(onHandText),
      hsCode: optional('hs_code'),
      originCountry: values['origin_country'] === undefined ? null : country.trim() === '' ? '' : originCountry,
    },
  };
}

function readWeight(text: string): number | null {
  const match = /^([\d.]+)\s*(kg|g|克|千克|公斤)?$/i.exec(text);
  if (!match?.[1]) return null;
  const unit = /^(kg|千克|公斤)$/i.test(match[2] ?? '') ? 'kg' : 'g';
  return parseGrams(match[1], unit);
}

/**
 * All that is wrong with each row of a goods file; `known`, what the reading of the file found, goes before it. A code may come again for
 * another barcode of the same goods; with other values nobody could tell which of the rows is meant.
 */
export function checkSkuRows(rows: readonly NumberedRow[], known: readonly (Problem | null)[]): RowProblems[] {
  const first = new Map<string, { rowNumber: number; goods: string; seen: Set<string> }>();
  return rows.map(({ rowNumber, values }, index) => {
    const found = known[index];
    if (found) return [found];
    const read = readSkuRow(values);
    if ('problems' in read) return read.problems;
    const { barcodes, ...goods } = read.row;
    const same = JSON.stringify(goods);
    const codes = barcodes.join(' ');
    const earlier = first.get(goods.code);
    if (!earlier) {
      first.set(goods.code, { rowNumber, goods: same, seen: new Set([codes]) });
      return [];
    }
    if (earlier.goods !== same || earlier.seen.has(codes))
      return [{ code: 'ERR_IMPORT_ROW_REPEATED', data: { row: earlier.rowNumber } }];
    earlier.seen.add(codes);
    return [];
  });
}
