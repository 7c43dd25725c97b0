import { hsExists } from '#core/customs/hs-exists.ts';
import { SCHEME_DIGITS } from '#core/customs/hs-schemes.ts';
import { isCountry } from '#core/customs/iso-countries.ts';
import { hasCheckDigit } from '#core/scanning/check-digit.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { GoodsCertificate, HsCode } from '#shared/model/customs.ts';
import type { GoodsFacts, GoodsPatch } from '#shared/model/customs-goods.ts';

/**
 * What cannot be stored, the first that is found; null when nothing is wrong. What is merely missing is no mistake: it lowers the
 * score. Takes cleaned facts (clean-goods.ts).
 */
export function checkGoods(facts: GoodsPatch): Problem | null {
  return (
    codesProblem(facts.hsCodes ?? []) ??
    originProblem(facts.origin ?? '') ??
    gtinProblem(facts.gtin ?? '') ??
    unitProblem(facts.unitCode ?? '') ??
    certificateProblem(facts.certificates ?? []) ??
    batteryProblem(facts.battery) ??
    elementsProblem(facts.elements ?? [])
  );
}

function codesProblem(codes: readonly HsCode[]): Problem | null {
  const six = codes.find(({ scheme }) => scheme === 'hs6')?.code;
  const seen = new Set<string>();
  for (const { scheme, code } of codes) {
    if (seen.has(scheme)) return { code: 'ERR_CUSTOMS_HS_SCHEME_TWICE', data: { scheme } };
    seen.add(scheme);
    const digits = SCHEME_DIGITS[scheme];
    if (!/^\d+$/.test(code) || !digits.includes(code.length))
      return { code: 'ERR_CUSTOMS_HS_LENGTH', data: { scheme, code, digits: digits.join(', ') } };
    if (!hsExists(code.slice(0, 6))) return { code: 'ERR_CUSTOMS_HS_UNKNOWN', data: { code, six: code.slice(0, 6) } };
    if (six !== undefined && !code.startsWith(six))
      return { code: 'ERR_CUSTOMS_HS_DIFFERS', data: { code, scheme, six } };
  }
  return null;
}

function originProblem(origin: string): Problem | null {
  return origin === '' || isCountry(origin) ? null : invalid('origin', origin, 'country_code');
}

function gtinProblem(gtin: string): Problem | null {
  const isGtin = /^(\d{8}|\d{12,14})$/.test(gtin) && hasCheckDigit(gtin);
  return gtin === '' || isGtin ? null : invalid('gtin', gtin, 'gtin');
}

/** 计量单位 of Chinese customs has three digits, UN/ECE units two or three letters or digits. */
function unitProblem(unitCode: string): Problem | null {
  return unitCode === '' || /^[0-9A-Z]{2,3}$/.test(unitCode) ? null : invalid('unitCode', unitCode, 'unit_code');
}

function certificateProblem(certificates: readonly GoodsCertificate[]): Problem | null {
  const seen = new Set<string>();
  for (const { kind, number, validFrom, validTo } of certificates) {
    for (const day of [validFrom, validTo]) if (day !== null && !isDay(day)) return invalid('certificates', day, 'day');
    if (validFrom !== null && validTo !== null && validFrom > validTo)
      return invalid('certificates', `${validFrom} > ${validTo}`, 'order_of_days');
    const key = `${kind} ${number}`;
    if (seen.has(key)) return { code: 'ERR_CUSTOMS_CERTIFICATE_TWICE', data: { certificate: key } };
    seen.add(key);
  }
  return null;
}

/** A real day of the calendar, not merely digits: 2026-02-30 is none. */
function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** Figures without a battery would be printed as a battery by whoever reads them. */
function batteryProblem(battery: GoodsFacts['battery'] | undefined): Problem | null {
  if (battery?.kind !== 'none') return null;
  const stray = (['cellMwh', 'batteryMwh', 'cellCount', 'batteryCount', 'chargePercent'] as const).find(
    (name) => battery[name] !== null && battery[name] !== 0,
  );
  return stray === undefined ? null : invalid('battery', `${stray} ${battery[stray]}`, 'no_battery');
}

/** Elements are joined by `|` on the declaration. */
function elementsProblem(elements: GoodsFacts['elements']): Problem | null {
  const broken = elements.find(({ name, value }) => name.includes('|') || value.includes('|'));
  return broken ? invalid('elements', `${broken.name}: ${broken.value}`, 'no_bar') : null;
}

function invalid(field: string, value: string, expected: string): Problem {
  return { code: 'ERR_CUSTOMS_GOODS_INVALID', data: { field, value: value.slice(0, 60), expected } };
}
