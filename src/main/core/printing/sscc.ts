import { gs1CheckDigit } from '#core/scanning/check-digit.ts';

/** Digits of an SSCC between its extension digit and its check digit: company prefix and serial reference share them. */
const BODY_DIGITS = 16;

/** How many serial references a company prefix leaves room for: 7 digits of prefix leave 9, a thousand million. */
export function ssccCapacity(companyPrefix: string): number {
  return 10 ** (BODY_DIGITS - companyPrefix.length);
}

/**
 * The Serial Shipping Container Code of one logistic unit (GS1 General Specifications, AI 00): extension digit, company
 * prefix, serial reference, check digit. @param serial counted from 0; null once it does not fit behind the prefix any more
 */
export function formatSscc(extensionDigit: string, companyPrefix: string, serial: number): string | null {
  if (serial >= ssccCapacity(companyPrefix)) return null;
  const body = `${extensionDigit}${companyPrefix}${String(serial).padStart(BODY_DIGITS - companyPrefix.length, '0')}`;
  return `${body}${gs1CheckDigit(body)}`;
}
