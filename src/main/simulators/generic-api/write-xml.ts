import type { WireObject, WireValue } from '../kit/wire-json.ts';

/** Values as an XML document: members are elements, lists repeat their element, absent values are left out. */
export function writeXml(root: string, value: WireValue): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, value)}`;
}

function element(name: string, value: WireValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((item: WireValue) => element(name, item)).join('');
  if (typeof value !== 'object') return `<${name}>${escape(String(value))}</${name}>`;
  const members = Object.entries(value as WireObject).map(([member, inner]) => element(member, inner));
  return `<${name}>${members.join('')}</${name}>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
