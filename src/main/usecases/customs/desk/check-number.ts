import { checkIdNumber } from '#core/customs/id-numbers/check-id-number.ts';
import { formatIdNumber } from '#core/customs/id-numbers/format-id-number.ts';
import type { IdNumberKind } from '#shared/model/customs.ts';

/** Tells while a clerk types whether a number can be right; `isFormatOnly`: it has no check digit, or none that is sure. */
export function checkNumber(kind: IdNumberKind, value: string): { ok: boolean; shown: string; isFormatOnly: boolean } {
  const { outcome, normalized, isSure } = checkIdNumber(kind, value);
  const isRight = outcome === 'ok' || outcome === 'form_only';
  return {
    ok: normalized !== '' && (isRight || !isSure),
    shown: formatIdNumber(kind, normalized),
    isFormatOnly: outcome !== 'ok',
  };
}
