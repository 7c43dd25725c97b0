import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a relay and a workstation know of each other after pairing. */
export interface Pairing {
  /** 10 hex digits; no secret. */
  readonly id: string;
  /** 18 bytes, base64url. Proves both sides to each other and never goes over the wire. */
  readonly key: string;
}

const ID_BYTES = 5;
const KEY_BYTES = 18;
const CHECK_BYTES = 2;
/** Crockford's digits: no letter that is taken for a number. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUP = /.{1,5}/g;

export function createPairing(): Pairing {
  return { id: randomBytes(ID_BYTES).toString('hex'), key: randomBytes(KEY_BYTES).toString('base64url') };
}

/** 40 digits in groups of five, for a person to carry over. */
export function writePairingCode({ id, key }: Pairing): string {
  const bytes = Buffer.concat([Buffer.from(id, 'hex'), Buffer.from(key, 'base64url')]);
  const value = BigInt(`0x${Buffer.concat([bytes, checkOf(bytes)]).toString('hex')}`);
  const digits = Array.from({ length: 40 }, (_, place) => DIGITS[Number((value >> BigInt(195 - 5 * place)) & 31n)]);
  return (digits.join('').match(GROUP) ?? []).join('-');
}

/** Null for a code that was mistyped. Case, blanks and dashes do not matter. */
export function readPairingCode(text: string): Pairing | null {
  const digits = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (digits.length !== 40 || ![...digits].every((digit) => DIGITS.includes(digit))) return null;
  const value = [...digits].reduce((sum, digit) => (sum << 5n) | BigInt(DIGITS.indexOf(digit)), 0n);
  const bytes = Buffer.from(value.toString(16).padStart(50, '0'), 'hex');
  const body = bytes.subarray(0, ID_BYTES + KEY_BYTES);
  if (!checkOf(body).equals(bytes.subarray(ID_BYTES + KEY_BYTES))) return null;
  return { id: body.subarray(0, ID_BYTES).toString('hex'), key: body.subarray(ID_BYTES).toString('base64url') };
}

export interface Handshake {
  readonly pairing: string;
  /** Of the relay and of the workstation, each new for this connection. */
  readonly challenge: string;
  readonly nonce: string;
  /** The workstation's, so that nobody on the way puts another one in. */
  readonly publicKey: string;
}

/** HMAC-SHA256 over all that was said, hex. The two sides prove different texts: no proof can be sent back. */
export function proofOf(side: 'relay' | 'workstation', key: string, said: Handshake): string {
  const text = ['packbench relay 1', side, said.pairing, said.challenge, said.nonce, said.publicKey].join('\n');
  return createHmac('sha256', Buffer.from(key, 'base64url')).update(text).digest('hex');
}

/** In constant time. */
export function isProof(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given, 'hex'), Buffer.from(expected, 'hex')];
  return one.length === other.length && timingSafeEqual(one, other);
}

export function createNonce(): string {
  return randomBytes(24).toString('base64url');
}

function checkOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest().subarray(0, CHECK_BYTES);
}
