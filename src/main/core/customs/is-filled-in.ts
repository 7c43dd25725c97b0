/** Whether a field says something: text beyond blanks and invisible signs, a number above zero, a list with entries, `true`. */
export function isFilledIn(value: unknown, field = ''): boolean {
  if (typeof value === 'string') return isTextFilledIn(value.replaceAll(/[\s\p{Cf}]/gu, ''), field);
  if (typeof value === 'number') return value > 0;
  if (Array.isArray(value)) return value.length > 0;
  return value === true;
}

/** The least that a phone or an e-mail address must be to reach anybody. */
function isTextFilledIn(text: string, field: string): boolean {
  if (field === 'phone') return (text.match(/\p{Nd}/gu)?.length ?? 0) >= 7;
  if (field === 'email') return /^[^@]+@[^@]+\.[^@.]+$/.test(text);
  return text !== '';
}
