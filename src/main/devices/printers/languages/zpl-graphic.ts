import { deflateSync } from 'node:zlib';
import { crc16Xmodem } from '#main/devices/printers/languages/crc16-xmodem.ts';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';

/** How the bits of a `^GFA` field are written. */
export type ZplGraphicForm = 'acs' | 'z64';

/** `^GFA,b,c,d,data` for a whole bitmap (devices.md section 4): 1 = black, like our own bitmaps. */
export function zplGraphic(bitmap: Bitmap, form: ZplGraphicForm): string {
  const total = bitmap.data.length;
  if (form === 'acs') return `^GFA,${total},${total},${bitmap.bytesPerRow},${acs(bitmap)}`;
  const base64 = deflateSync(bitmap.data, { level: 9 }).toString('base64');
  const crc = crc16Xmodem(Buffer.from(base64, 'latin1')).toString(16).toUpperCase().padStart(4, '0');
  // Zebra's own designer counts `:Z64:` and the base64 text, but not the check at the end.
  return `^GFA,${base64.length + 5},${total},${bitmap.bytesPerRow},:Z64:${base64}:${crc}`;
}

/** Alternative data compression of the hexadecimal text, row by row. */
function acs({ data, bytesPerRow, heightDots }: Bitmap): string {
  const rows: string[] = [];
  let before = '';
  for (let y = 0; y < heightDots; y += 1) {
    const hex = Buffer.from(data.subarray(y * bytesPerRow, (y + 1) * bytesPerRow))
      .toString('hex')
      .toUpperCase();
    rows.push(hex === before ? ':' : acsRow(hex));
    before = hex;
  }
  return rows.join('');
}

/** `,` fills the row with white and `!` with black; both only from a byte boundary on, as not every printer takes half bytes. */
function acsRow(hex: string): string {
  const fill = hex.endsWith('00') ? '0' : hex.endsWith('FF') ? 'F' : null;
  if (fill === null) return repeats(hex);
  let end = hex.length;
  while (end > 0 && hex.charAt(end - 1) === fill) end -= 1;
  end += end % 2;
  return repeats(hex.slice(0, end)) + (fill === '0' ? ',' : '!');
}

function repeats(hex: string): string {
  return hex.replaceAll(/(.)\1*/g, (run, nibble: string) => (run.length < 3 ? run : countLetters(run.length) + nibble));
}

/** `G`..`Y` stand for 1..19 and `g`..`z` for 20, 40 .. 400; letters add up. */
function countLetters(count: number): string {
  const most = 'z'.repeat(Math.floor(count / 400));
  const rest = count % 400;
  const twenties = Math.floor(rest / 20);
  const ones = rest % 20;
  const letter = (offset: number, code: number): string => (code === 0 ? '' : String.fromCharCode(offset + code));
  return most + letter(0x66, twenties) + letter(0x46, ones);
}
