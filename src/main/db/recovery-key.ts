import { createHash, randomBytes } from 'node:crypto';
import { encodeCrockford, normalizeCrockford } from '#core/kernel/crockford.ts';

/** 150 random bits: too many to guess, so no slow key derivation is needed. */
const SECRET_CHARACTERS = 30;
/** 10 bits: a typing mistake passes once in a thousand, and then fails to open anything. */
const CHECK_CHARACTERS = 2;
const GROUP_LENGTH = 4;

/** A new recovery key as it is printed: 8 groups of 4, e.g. `7K3M-...-Q2XW`. */
export function newRecoveryKey(): string {
  const secret = encodeCrockford(randomBytes(19), SECRET_CHARACTERS);
  return `${secret}${checksum(secret)}`.replace(new RegExp(`(.{${GROUP_LENGTH}})(?=.)`, 'g'), '$1-');
}

/** The secret inside a typed recovery key; null when it cannot be one: wrong length, foreign characters, checksum. */
export function readRecoveryKey(text: string): string | null {
  const plain = normalizeCrockford(text);
  if (plain?.length !== SECRET_CHARACTERS + CHECK_CHARACTERS) return null;
  const secret = plain.slice(0, SECRET_CHARACTERS);
  return plain.slice(SECRET_CHARACTERS) === checksum(secret) ? secret : null;
}

function checksum(secret: string): string {
  return encodeCrockford(createHash('sha256').update(`packbench recovery key ${secret}`).digest(), CHECK_CHARACTERS);
}
