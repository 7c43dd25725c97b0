/**
 * How a provider's number of a payment is made of an order's number: `{number}` stands for the order's, `*` for any signs.
 * `PB-{number}` of `PB-1001` gives `1001`.
 */
const NUMBER = '{number}';

/** Whether a pattern names the order's number exactly once. */
export function isNumberPattern(pattern: string): boolean {
  return pattern.split(NUMBER).length === 2 && (pattern.match(/\*/g) ?? []).length <= 2;
}

/** The order's number in a payment's, or null where the pattern does not fit. The shortest number wins where `*` leaves a choice. */
export function orderNumberIn(pattern: string, outTradeNo: string): string | null {
  const [before = '', after = ''] = pattern.split(NUMBER);
  const number = shortestBetween(wild(before), wild(after), outTradeNo);
  return number === null || number === '' ? null : number;
}

/** The payment's number of an order; null where `*` stands for what nobody knows. */
export function outTradeNoOf(pattern: string, orderNumber: string): string | null {
  return pattern.includes('*') ? null : pattern.replace(NUMBER, orderNumber);
}

const ESCAPED = /[.*+?^${}()|[\]\\]/g;

const wild = (text: string): string =>
  text
    .split('*')
    .map((part) => part.replaceAll(ESCAPED, String.raw`\$&`))
    .join('.*?');

/** At most two wild parts around one number: no pattern can make this slow over the lengths that numbers have. */
function shortestBetween(before: string, after: string, text: string): string | null {
  if (text.length > 128) return null;
  return new RegExp(`^${before}(.+${after === '' ? '' : '?'})${after}$`, 's').exec(text)?.[1] ?? null;
}
