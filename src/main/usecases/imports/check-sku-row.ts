import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';
import { cleanProse } from '#core/orders/clean-text.ts';
import type { NumberedRow, RowValues } from '#main/usecases/imports/check-order-rows.ts';
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

/** Reads one row, or says which cell is wrong. Weights without unit are grams; "1.2 kg" is understood. */
export function readSkuRow(values: RowValues): { row: SkuRow } | { problem: Problem } {
  const code = cleanIdentifier(values['code'] ?? '');
  const title = cleanProse(values['title'] ?? '');
  const codeProblem = identifierProblem('code', code);
  if (codeProblem) return { problem: codeProblem };
  if (title === '') return invalid('title', '', 'filled');
  const weightText = cleanIdentifier(values['weight_g'] ?? '');
  const weightG = readWeight(weightText);
  if (weightText !== '' && (weightG === null || weightG <= 0)) return invalid('weight_g', weightText, 'weight');
  const onHandText = cleanIdentifier(values['on_hand'] ?? '');
  if (onHandText !== '' && !/^\d{1,7}$/.test(onHandText)) return invalid('on_hand', onHandText, 'whole_number');
  const barcodes = (values['barcode'] ?? '')
    .split(/[,;|/\s]+/)
    .map(cleanIdentifier)
    .filter((barcode) => barcode !== '');
  for (const barcode of barcodes) {
    const problem = identifierProblem('barcode', barcode);
    if (problem) return { problem };
  }
  const country = values['origin_country'] ?? '';
  const originCountry = readCountry(country);
  if (originCountry === null) return invalid('origin_country', country, 'country_code');
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

function invalid(field: string, value: string, expected: string): { problem: Problem } {
  return { problem: invalidValue(field, value, expected) };
}

/**
 * What is wrong with each row of a goods file, or null; `known` is what the reading of the file found. A code may come again for another barcode of the same goods; with
 * other values nobody could tell which of the rows is meant.
 */
export function checkSkuRows(rows: readonly NumberedRow[], known: readonly (Problem | null)[]): (Problem | null)[] {
  const first = new Map<string, { rowNumber: number; goods: string; seen: Set<string> }>();
  return rows.map(({ rowNumber, values }, index) => {
    const found = known[index];
    if (found) return found;
    const read = readSkuRow(values);
    if ('problem' in read) return read.problem;
    const { barcodes, ...goods } = read.row;
    const same = JSON.stringify(goods);
    const codes = barcodes.join(' ');
    const earlier = first.get(goods.code);
    if (!earlier) {
      first.set(goods.code, { rowNumber, goods: same, seen: new Set([codes]) });
      return null;
    }
    if (earlier.goods !== same || earlier.seen.has(codes))
      return { code: 'ERR_IMPORT_ROW_REPEATED', data: { row: earlier.rowNumber } };
    earlier.seen.add(codes);
    return null;
  });
}
