import { createHash } from 'node:crypto';

/** Bytes that `java.net.URLEncoder` leaves as they are. */
const KEPT = /[A-Za-z0-9.\-*_]/;

/** `java.net.URLEncoder.encode(text, "UTF-8")`: space becomes `+`, every other byte `%XX` in upper case. */
export function javaUrlEncode(text: string): string {
  let encoded = '';
  for (const byte of Buffer.from(text, 'utf8')) {
    const character = String.fromCharCode(byte);
    if (byte === 0x20) encoded += '+';
    else if (byte < 0x80 && KEPT.test(character)) encoded += character;
    else encoded += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
}

/** The digest SF expects over the `msgData` it received (reference B1, standard MD5): base64 of the raw 16 bytes. */
export function expectedSfDigest(msgData: string, timestamp: string, checkWord: string): string {
  return createHash('md5')
    .update(javaUrlEncode(`${msgData}${timestamp}${checkWord}`), 'utf8')
    .digest('base64');
}
