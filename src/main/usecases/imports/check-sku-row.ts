import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';
import { cleanProse } from '#core/orders/clean-text.ts';
import type { RowValues } from '#main/usecases/imports/check-order-rows.ts';
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
  if (code === '') return invalid('code', '', 'empty');
  if (title === '') return invalid('title', '', 'empty');
  const weightText = cleanIdentifier(values['weight_g'] ?? '');
  const weightG = readWeight(weightText);
  if (weightText !== '' && (weightG === null || weightG <= 0)) return invalid('weight_g', weightText, 'weight');
  const onHandText = cleanIdentifier(values['on_hand'] ?? '');
  if (onHandText !== '' && !/^\d{1,7}$/.test(onHandText)) return invalid('on_hand', onHandText, 'whole_number');
  const optional = (name: string) => (values[name] === undefined ? null : cleanProse(values[name]));
  const barcodes = (values['barcode'] ?? '')
    .split(/[,;|/\s]+/)
    .map(cleanIdentifier)
    .filter((barcode) => barcode !== '');
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
      originCountry: optional('origin_country'),
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
  return { problem: { code: 'ERR_IMPORT_VALUE_INVALID', data: { field, value: value.slice(0, 60), expected } } };
}
