import { createHash } from 'node:crypto';

/**
 * SF's signature: base64 of the 16 raw MD5 bytes over msgData + timestamp + checkWord, by the standard mode encoded as a
 * form first. `msgData` is the exact text that is sent.
 */
export function sfDigest(
  msgData: string,
  timestamp: string,
  checkWord: string,
  mode: 'standard' | 'simple' = 'standard',
): string {
  const text = msgData + timestamp + checkWord;
  return createHash('md5')
    .update(mode === 'standard' ? encodeForm(text) : text, 'utf8')
    .digest('base64');
}

/** As Java's URLEncoder does it: keeps `A-Z a-z 0-9 . - * _`, a space becomes `+`, all else `%XX`. */
export function encodeForm(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replaceAll('%20', '+')
    .replace(/[!'()~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
