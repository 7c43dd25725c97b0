import { inflateSync } from 'node:zlib';

/** Dots of a `^GF` or `~DG`, or why the printer throws them away. */
export type ZplPicture = { readonly dots: Uint8Array } | { readonly refused: string };

/** Picture data as text: hexadecimal with the repeat letters, or `:B64:` / `:Z64:` with its check (devices.md, section 4). */
export function readPictureText(text: string, totalBytes: number, bytesPerRow: number): ZplPicture {
  if (bytesPerRow < 1 || totalBytes < 1 || totalBytes % bytesPerRow !== 0)
    return { refused: `${totalBytes} bytes in rows of ${bytesPerRow}` };
  const coded = /^:([BZ])64:([A-Za-z0-9+/=]*):([0-9A-Fa-f]{4})$/.exec(text);
  if (coded) return readCoded(coded[1] ?? '', coded[2] ?? '', coded[3] ?? '', totalBytes);
  if (text.startsWith(':')) return { refused: 'a row that repeats nothing, or a damaged check' };
  return readHex(text, totalBytes, bytesPerRow);
}

function readCoded(kind: string, base64: string, check: string, totalBytes: number): ZplPicture {
  if (checkSum(base64) !== Number.parseInt(check, 16)) return { refused: `check ${check} does not fit` };
  const bytes = Buffer.from(base64, 'base64');
  let dots: Uint8Array = bytes;
  if (kind === 'Z') {
    try {
      dots = inflateSync(bytes, { maxOutputLength: totalBytes + 1 });
    } catch {
      return { refused: 'cannot be inflated' };
    }
  }
  return dots.length === totalBytes ? { dots } : { refused: `${dots.length} bytes instead of ${totalBytes}` };
}

/** CCITT polynomial, from the highest bit, start 0: over the characters of the text, as Zebra's designer does it. */
function checkSum(text: string): number {
  let register = 0;
  for (let index = 0; index < text.length; index++) {
    for (let bit = 7; bit >= 0; bit--) {
      const top = (register >> 15) ^ ((text.charCodeAt(index) >> bit) & 1);
      register = (register << 1) & 0xffff;
      if (top === 1) register ^= 0x1021;
    }
  }
  return register;
}

function readHex(text: string, totalBytes: number, bytesPerRow: number): ZplPicture {
  const nibbles = new Uint8Array(totalBytes * 2);
  const perRow = bytesPerRow * 2;
  let at = 0;
  let count = 0;
  for (const letter of text) {
    const code = letter.charCodeAt(0);
    if (letter >= 'G' && letter <= 'Y') count += code - 0x46;
    else if (letter >= 'g' && letter <= 'z') count += (code - 0x66) * 20;
    else if (/[0-9A-Fa-f]/.test(letter)) {
      const end = at + Math.max(count, 1);
      if (end > nibbles.length) return { refused: 'more dots than announced' };
      nibbles.fill(Number.parseInt(letter, 16), at, end);
      at = end;
      count = 0;
    } else if (letter === ',' || letter === '!') {
      const end = (Math.floor(at / perRow) + 1) * perRow;
      if (count > 0 || end > nibbles.length) return { refused: `misplaced ${letter}` };
      nibbles.fill(letter === '!' ? 15 : 0, at, end);
      at = end;
    } else if (letter === ':') {
      if (count > 0 || at % perRow !== 0 || at < perRow) return { refused: 'misplaced :' };
      nibbles.copyWithin(at, at - perRow, at);
      at += perRow;
    } else if (letter !== ' ') return { refused: `${JSON.stringify(letter)} in a picture` };
  }
  if (count > 0 || at !== nibbles.length) return { refused: `${at / 2} bytes instead of ${totalBytes}` };
  const dots = new Uint8Array(totalBytes);
  for (let index = 0; index < totalBytes; index++)
    dots[index] = ((nibbles[index * 2] ?? 0) << 4) | (nibbles[index * 2 + 1] ?? 0);
  return { dots };
}
