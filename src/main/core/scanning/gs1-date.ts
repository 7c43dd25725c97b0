const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const CENTURY = 2_000;

/**
 * `YYMMDD` of a GS1 date as `YYYY-MM-DD`; day 00 is the last of its month. The century is this one: goods on sale expire in it.
 * Null for a day that does not exist.
 */
export function gs1Date(text: string | null): string | null {
  const match = /^(\d{2})(\d{2})(\d{2})$/.exec(text ?? '');
  if (!match) return null;
  const [year = 0, month = 0, saidDay = 0] = match.slice(1).map(Number);
  const isLeapYear = year % 4 === 0;
  const last = month === 2 && isLeapYear ? 29 : (MONTH_DAYS[month - 1] ?? 0);
  const day = saidDay === 0 ? last : saidDay;
  if (day < 1 || day > last) return null;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${CENTURY + year}-${two(month)}-${two(day)}`;
}
