import { parseGs1Brackets } from '#core/scanning/gs1-elements.ts';
import type { Gs1Outcome } from '#core/scanning/gs1-elements.ts';

/** Identifiers that a Digital Link path may start with: trade item, parcel, place and the like (devices.md, section 10.4). */
const PRIMARY_KEYS: ReadonlySet<string> = new Set([
  '00',
  '01',
  '253',
  '255',
  '401',
  '402',
  '414',
  '417',
  '8003',
  '8004',
  '8006',
  '8010',
  '8017',
  '8018',
]);

/**
 * Reads a GS1 Digital Link, e.g. `https://id.gs1.org/01/09521234543213/10/AB-12?17=271231`. Any host is legal. Null when the
 * text is no such link; short GTINs are padded to 14 digits.
 */
export function parseDigitalLink(text: string): Gs1Outcome | null {
  const match = /^https?:\/\/[^/?#]+\/([^?#]*)(?:\?([^#]*))?/i.exec(text);
  if (!match) return null;
  const segments = (match[1] ?? '').split('/').filter((segment) => segment !== '');
  const start = segments.findIndex(
    (segment, index) => PRIMARY_KEYS.has(segment) && (segments.length - index) % 2 === 0,
  );
  if (start < 0) return null;
  const pairs: [string, string][] = [];
  for (let index = start; index < segments.length; index += 2)
    pairs.push([segments[index] ?? '', segments[index + 1] ?? '']);
  for (const part of (match[2] ?? '').split('&')) {
    const [ai = '', value = ''] = part.split('=');
    if (/^\d{2,4}$/.test(ai)) pairs.push([ai, value]);
  }
  const brackets = pairs.map(([ai, value]) => `(${ai})${readValue(ai, value)}`).join('');
  return parseGs1Brackets(brackets);
}

function readValue(ai: string, encoded: string): string {
  const value = decodeOnce(encoded);
  return ai === '01' ? value.padStart(14, '0') : value;
}

function decodeOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
