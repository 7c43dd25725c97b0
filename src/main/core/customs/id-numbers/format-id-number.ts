import { ID_NUMBER_FORMS } from '#core/customs/id-numbers/id-number-table.ts';
import { normalizeIdNumber } from '#core/customs/id-numbers/normalize-id-number.ts';
import type { IdNumberKind } from '#shared/model/customs.ts';

/** A number as people write it: `52998224725` of a CPF becomes `529.982.247-25`. Kinds and lengths without such a way stay as stored. */
export function formatIdNumber(kind: IdNumberKind | 's10', value: string): string {
  const characters = Array.from(normalizeIdNumber(value));
  const pattern = ID_NUMBER_FORMS[kind].shown?.find((shown) => fits(shown, characters));
  if (pattern === undefined) return characters.join('');
  let next = 0;
  return Array.from(pattern, (sign) => {
    if (/[\s./-]/.test(sign)) return sign;
    next += 1;
    return characters[next - 1];
  }).join('');
}

/** A pattern of signs other than `#` (GB) fits only numbers that have them there. */
function fits(pattern: string, characters: readonly string[]): boolean {
  const places = Array.from(pattern.replaceAll(/[\s./-]/g, ''));
  return (
    places.length === characters.length && places.every((place, index) => place === '#' || place === characters[index])
  );
}
