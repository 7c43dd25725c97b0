import { gs1ElementString } from '#main/documents/layout/gs1-element-string.ts';
import type { Symbology } from '#shared/model/label-layout.ts';

/** What a decoder delivers for a content: GS1 element strings without brackets, UPC codes as the GTIN-13 that they mean. */
export function decodedText(symbology: Symbology, content: string): string {
  if (symbology.startsWith('gs1-')) return gs1ElementString(content);
  if (symbology === 'upca') return `0${content}`;
  if (symbology === 'upce') return `0${expandUpcE(content)}`;
  return content;
}

/** The twelve digits that the eight of a UPC-E stand for: the last digit before the check digit says where zeros were left out. */
function expandUpcE(code: string): string {
  const [system, digits, check] = [code.slice(0, 1), code.slice(1, 7), code.slice(7)];
  const last = digits.slice(5);
  const body =
    last <= '2'
      ? `${digits.slice(0, 2)}${last}0000${digits.slice(2, 5)}`
      : last === '3'
        ? `${digits.slice(0, 3)}00000${digits.slice(3, 5)}`
        : last === '4'
          ? `${digits.slice(0, 4)}00000${digits.slice(4, 5)}`
          : `${digits.slice(0, 5)}0000${last}`;
  return `${system}${body}${check}`;
}
