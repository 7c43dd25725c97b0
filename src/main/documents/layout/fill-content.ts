import { AppError } from '#shared/errors/app-error.ts';
import type { LabelData } from '#shared/model/label-layout.ts';

const PLACEHOLDER = /\{\{\s*([\w.-]+)(\?)?\s*\}\}/g;

/**
 * Puts field values into `{{field}}` and `{{field?}}`.
 * @throws AppError ERR_LABEL_FIELD_MISSING when a field without `?` is absent or empty.
 */
export function fillContent(content: string, data: LabelData): string {
  return content.replaceAll(PLACEHOLDER, (_, field: string, optional: string | undefined) => {
    const value = data[field];
    if (typeof value === 'string' && (value !== '' || optional)) return value;
    if (optional) return '';
    throw new AppError('ERR_LABEL_FIELD_MISSING', { field });
  });
}

/** Whether a field holds something: a text that is not blank, or a list that is not empty. */
function hasField(data: LabelData, field: string): boolean {
  const value = data[field];
  return typeof value === 'string' ? value.trim() !== '' : value !== undefined && value.length > 0;
}

const COMPARISON = /^([\w.-]+?)(!?=)(.*)$/s;

/** Judges `field`, `field=text` or `field!=text`. A list equals no text. */
export function meetsCondition(condition: string, data: LabelData): boolean {
  const [, field, operator, text] = COMPARISON.exec(condition) ?? [];
  if (field === undefined) return hasField(data, condition);
  const isEqual = data[field] === text || (text === '' && !hasField(data, field));
  return operator === '=' ? isEqual : !isEqual;
}
