import iconv from 'iconv-lite';
import type { ReceiptCharset } from '#shared/model/receipt-charset.ts';

/** `FS &`: bytes from 81 on begin a Chinese character. */
const CHINESE_MODE = Uint8Array.of(0x1c, 0x26);
/** `FS .` first: Chinese models would take pairs of bytes otherwise; `ESC R 0`: no national variants of ASCII. */
const SINGLE_BYTES = [0x1c, 0x2e, 0x1b, 0x52, 0];

/** n of `ESC t n` (Epson ESC/POS reference, ESC t). */
const PAGES: Readonly<Record<Exclude<ReceiptCharset, 'gb18030'>, number>> = {
  cp437: 0,
  cp850: 2,
  'windows-1252': 16,
  cp866: 17,
  cp852: 18,
  cp858: 19,
};

/** The command that a printer is put into a character set with. */
export function selectCharset(charset: ReceiptCharset): Uint8Array {
  return charset === 'gb18030' ? CHINESE_MODE : Uint8Array.of(...SINGLE_BYTES, 0x1b, 0x74, PAGES[charset]);
}

/** Said otherwise where the set has no such character. */
const ALIKE: Readonly<Record<string, string>> = { '…': '...', '¥': '￥' };

const ASCII = /^[\x20-\x7e]$/;
const PRIVATE_USE = /\p{Co}/u;

/**
 * One character in the printer's bytes; as many bytes, as many cells of a line it takes. Null where the set does not have it.
 * Of GB18030 only the characters of two bytes: fonts with those of four are rare.
 */
export function encodeCharacter(character: string, charset: ReceiptCharset): Uint8Array | null {
  if (ASCII.test(character)) return Buffer.from(character, 'latin1');
  if (PRIVATE_USE.test(character)) return null;
  const own = encodeOwn(character, charset);
  if (own || !Object.hasOwn(ALIKE, character)) return own;
  const parts = Array.from(ALIKE[character] ?? '', (part) =>
    ASCII.test(part) ? Buffer.from(part, 'latin1') : encodeOwn(part, charset),
  );
  return parts.every((part) => part !== null) ? Buffer.concat(parts) : null;
}

function encodeOwn(character: string, charset: ReceiptCharset): Uint8Array | null {
  const encoding = charset === 'gb18030' ? 'gbk' : charset;
  const bytes = iconv.encode(character, encoding);
  const isSame = iconv.decode(bytes, encoding) === character;
  const isPrintable = bytes.length === (charset === 'gb18030' ? 2 : 1) && (bytes[0] ?? 0) >= 0x80;
  return isSame && isPrintable ? bytes : null;
}
