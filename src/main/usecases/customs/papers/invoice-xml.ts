/** Plain data as XML: keys become elements, entries of a list become `item`s. What XML cannot hold is left out. */
export function invoiceXml(data: object): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<customsInvoice>${content(data)}</customsInvoice>\n`;
}

function content(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((entry) => `<item>${content(entry)}</item>`).join('');
  if (typeof value === 'object')
    return Object.entries(value)
      .filter(([key]) => NAME.test(key))
      .map(([key, entry]) => `<${key}>${content(entry)}</${key}>`)
      .join('');
  return escape(String(value));
}

const NAME = /^[A-Za-z_][\w.-]*$/;
// Characters that XML 1.0 forbids even as references.
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function escape(text: string): string {
  return text
    .replaceAll(FORBIDDEN, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
