import { writeWireJson } from '../kit/wire-json.ts';
import type { WireObject, WireValue } from '../kit/wire-json.ts';

/** TOP sends 19-digit ids as bare numbers (reference D2.8) and leaves out what is null. */
export type TopValue = WireValue;
export type TopObject = WireObject;

export const writeTopJson = writeWireJson;

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function xmlElement(name: string, value: TopValue): string {
  if (Array.isArray(value)) return value.map((item) => xmlElement(name, item as TopValue)).join('');
  if (typeof value !== 'object' || value === null) return `<${name}>${escapeXml(String(value))}</${name}>`;
  const members = Object.entries(value as TopObject);
  const list = members.some(([, member]) => Array.isArray(member)) ? ' list="true"' : '';
  const inner = members.map(([member, content]) => (content === undefined ? '' : xmlElement(member, content))).join('');
  return `<${name}${list}>${inner}</${name}>`;
}

/** The server's default format; a client that forgets `format=json` gets this and must notice. */
export function writeTopXml(root: TopObject): string {
  const body = Object.entries(root).map(([name, value]) => (value === undefined ? '' : xmlElement(name, value)));
  return `<?xml version="1.0" encoding="utf-8" ?>${body.join('')}`;
}
