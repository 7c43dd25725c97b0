import { createHash, createPublicKey, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { readPack } from '#core/customs/read-pack.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CustomsRulePack } from '#shared/model/customs-rules.ts';

/** Grows when a newer product writes what an older one cannot read. */
const FORMAT = 1;
/** A signature for something else that the same key signs must not open a pack. */
const SIGNED_AS = 'packbench-customs-rules\n';
export const MAX_PACK_FILE = 4_000_000;

/** The pack travels as text, so that the signed bytes are the bytes that are read. */
const PackFile = z.strictObject({
  packbenchRulePack: z.int(),
  payload: z.string().min(2),
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
});

export interface SignedPack {
  readonly pack: CustomsRulePack;
  readonly payload: string;
  readonly signature: string;
  /** First 16 hex digits of the SHA-256 of the public key. */
  readonly keyFingerprint: string;
}

/**
 * Opens a pack file: signature first, then its content.
 * @throws AppError ERR_CUSTOMS_PACK_NO_KEY, ERR_CUSTOMS_PACK_TOO_LARGE, ERR_CUSTOMS_PACK_UNSIGNED, ERR_CUSTOMS_PACK_FORMAT,
 *   ERR_CUSTOMS_PACK_SIGNATURE, ERR_CUSTOMS_PACK_MALFORMED {problem}
 */
export function openSignedPack(content: string, publicKey: string): SignedPack {
  const key = readKey(publicKey);
  if (content.length > MAX_PACK_FILE)
    throw new AppError('ERR_CUSTOMS_PACK_TOO_LARGE', { limitMb: MAX_PACK_FILE / 1e6 });
  const file = readFile(content);
  if (!verify(null, Buffer.from(SIGNED_AS + file.payload), key, Buffer.from(file.signature, 'base64')))
    throw new AppError('ERR_CUSTOMS_PACK_SIGNATURE', { fingerprint: fingerprintOf(publicKey) });
  const read = readPack(parseJson(file.payload));
  if (!read.ok) throw new AppError('ERR_CUSTOMS_PACK_MALFORMED', { problem: read.problem });
  return {
    pack: read.pack,
    payload: file.payload,
    signature: file.signature,
    keyFingerprint: fingerprintOf(publicKey),
  };
}

export function fingerprintOf(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 16);
}

function readKey(publicKey: string): KeyObject {
  if (publicKey === '') throw new AppError('ERR_CUSTOMS_PACK_NO_KEY');
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below: what was entered is no key of this kind.
  }
  throw new AppError('ERR_CUSTOMS_PACK_NO_KEY');
}

function readFile(content: string): z.infer<typeof PackFile> {
  const json = parseJson(content.replace(/^\uFEFF/, ''));
  const isPack = typeof json === 'object' && json !== null && 'packbenchRulePack' in json;
  if (!isPack) throw new AppError('ERR_CUSTOMS_PACK_MALFORMED', { problem: 'packbenchRulePack' });
  if (!('signature' in json) || json.signature === '') throw new AppError('ERR_CUSTOMS_PACK_UNSIGNED');
  const file = PackFile.safeParse(json);
  if (!file.success)
    throw new AppError('ERR_CUSTOMS_PACK_MALFORMED', { problem: file.error.issues[0]?.path.join('.') ?? '' });
  if (file.data.packbenchRulePack !== FORMAT)
    throw new AppError('ERR_CUSTOMS_PACK_FORMAT', { format: file.data.packbenchRulePack });
  return file.data;
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw new AppError('ERR_CUSTOMS_PACK_MALFORMED', { problem: 'JSON' });
  }
}
