import { verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readCertificates, readPublicKey } from '#main/lib/key-text.ts';
import type { WechatPayCredentials } from '#main/plugins/payments/wechat-pay/schemas.ts';

/** Probes of WeChat Pay whose signature must be refused (C1 no. 3). */
const PROBE = 'WECHATPAY/SIGNTEST/';
const KNOWN_TYPE = 'WECHATPAY2-SHA256-RSA2048';

export type SignatureVerdict =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly code: 'ERR_PAYMENT_SIGNATURE_INVALID' | 'ERR_PAYMENT_SERIAL_UNKNOWN' | 'ERR_PAYMENT_CALLBACK_STALE';
      readonly reason: string;
    };

/** |now - timestamp| beyond this is refused (C1 no. 2). */
const CLOCK_WINDOW_MS = 5 * 60_000;

/** Checks the signature of a callback or an answer over its exact bytes: `timestamp \n nonce \n body \n` (C1 no. 3). */
export function verifyWechatSignature(
  credentials: WechatPayCredentials,
  signed: { readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array },
  nowMs: number,
): SignatureVerdict {
  const header = (name: string): string => signed.headers[`wechatpay-${name}`] ?? '';
  const [timestamp, nonce, serial, signature] = ['timestamp', 'nonce', 'serial', 'signature'].map(header);
  if (!timestamp || !nonce || !serial || !signature) return invalid('a signature header is missing');
  const type = header('signature-type');
  if (type !== '' && type !== KNOWN_TYPE) return invalid(`signature of type ${type}`);
  if (signature.startsWith(PROBE)) return invalid('a probe');
  if (!/^\d{1,12}$/.test(timestamp)) return invalid('timestamp is no number of seconds');
  if (Math.abs(nowMs - Number(timestamp) * 1000) > CLOCK_WINDOW_MS)
    return { ok: false, code: 'ERR_PAYMENT_CALLBACK_STALE', reason: `timestamp ${timestamp}` };
  const key = keyOfSerial(credentials, serial, nowMs);
  if (key === 'unknown') return { ok: false, code: 'ERR_PAYMENT_SERIAL_UNKNOWN', reason: `serial ${serial}` };
  if (key === 'expired') return invalid(`certificate ${serial} is not valid at this time`);
  const message = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), signed.body, Buffer.from('\n')]);
  const isGenuine = verify('RSA-SHA256', message, key, Buffer.from(signature, 'base64'));
  return isGenuine ? { ok: true } : invalid('signature does not match the body');
}

function keyOfSerial(
  credentials: WechatPayCredentials,
  serial: string,
  nowMs: number,
): KeyObject | 'unknown' | 'expired' {
  if (credentials.platformPublicKeyId !== '' && credentials.platformPublicKeyId === serial)
    return readPublicKey(credentials.platformPublicKey) ?? 'unknown';
  const wanted = plainSerial(serial);
  const certificate = readCertificates(credentials.platformCertificates).find(
    (each) => plainSerial(each.serialNumber) === wanted,
  );
  if (!certificate) return 'unknown';
  const isValid = certificate.validFromDate.getTime() <= nowMs && nowMs <= certificate.validToDate.getTime();
  return isValid ? certificate.publicKey : 'expired';
}

/** Serial numbers are hex digits; case and leading zeros are a matter of who writes them. */
const plainSerial = (serial: string): string => serial.toUpperCase().replace(/^0+/, '');

function invalid(reason: string): SignatureVerdict {
  return { ok: false, code: 'ERR_PAYMENT_SIGNATURE_INVALID', reason };
}
