import { createDecipheriv } from 'node:crypto';

/** The forms of JD's ciphertext (TDE). Source: com.jd.security.tde.MKey of JD's own Java SDK, and its PHP and C# twins. */
const UNDER_MASTER_KEY = 0;
const UNDER_KEY_OF_ITS_OWN = 1;
const AES_CBC_128 = 4;
const ID_BYTES = 16;
const BLOCK_BYTES = 16;

/** One text of JD's that is sealed. */
export interface JdCiphertext {
  /** Of the master key, in base64 as the list of keys bears it. */
  readonly keyId: string;
  /** @returns the text, null where it is damaged or not of this key */
  open(masterKey: Uint8Array): string | null;
}

/** Takes a text apart: a first byte of kind, the id of the master key, a block of IV and AES-128-CBC. @returns null for what is no ciphertext */
export function readJdCiphertext(text: string): JdCiphertext | null {
  if (!/^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return null;
  const bytes = Buffer.from(text, 'base64');
  if (bytes[0] === UNDER_MASTER_KEY) return readUnderMasterKey(bytes);
  return bytes[0] === UNDER_KEY_OF_ITS_OWN ? readUnderOwnKey(bytes) : null;
}

/** Kind, algorithm, id, data. */
function readUnderMasterKey(bytes: Buffer): JdCiphertext | null {
  const data = bytes.subarray(2 + ID_BYTES);
  if (bytes[1] !== AES_CBC_128 || !isData(data)) return null;
  return {
    keyId: bytes.subarray(2, 2 + ID_BYTES).toString('base64'),
    open: (masterKey) => orNull(() => openData(data, masterKey)),
  };
}

/** Kind, id with its length before it, then a key under the master key and the data under that key, each with algorithm and length. */
function readUnderOwnKey(bytes: Buffer): JdCiphertext | null {
  const idAt = 3;
  const keyAt = idAt + ID_BYTES + 3;
  const dataAt = keyAt + BLOCK_BYTES + 5;
  if (bytes.length <= dataAt || bytes.readUInt16BE(1) !== ID_BYTES) return null;
  const isKnown = bytes[keyAt - 3] === AES_CBC_128 && bytes[dataAt - 5] === AES_CBC_128;
  const data = bytes.subarray(dataAt);
  const isWhole = bytes.readUInt16BE(keyAt - 2) === BLOCK_BYTES && bytes.readUInt32BE(dataAt - 4) === data.length;
  if (!isKnown || !isWhole || !isData(data)) return null;
  const wrapped = bytes.subarray(keyAt, keyAt + BLOCK_BYTES);
  return {
    keyId: bytes.subarray(idAt, idAt + ID_BYTES).toString('base64'),
    open: (masterKey) => orNull(() => openData(data, unwrap(wrapped, masterKey))),
  };
}

const isData = (data: Buffer): boolean => data.length >= 2 * BLOCK_BYTES && data.length % BLOCK_BYTES === 0;

/** JD's keys are longer than what is used of them. */
const aesKey = (key: Uint8Array): Uint8Array => key.subarray(0, BLOCK_BYTES);

function openData(data: Buffer, key: Uint8Array): string {
  const decipher = createDecipheriv('aes-128-cbc', aesKey(key), data.subarray(0, BLOCK_BYTES));
  const plain = Buffer.concat([decipher.update(data.subarray(BLOCK_BYTES)), decipher.final()]);
  return new TextDecoder('utf-8', { fatal: true }).decode(plain);
}

/** A key of one block, under an IV of zeros and without padding. */
function unwrap(wrapped: Buffer, masterKey: Uint8Array): Uint8Array {
  const decipher = createDecipheriv('aes-128-cbc', aesKey(masterKey), Buffer.alloc(BLOCK_BYTES)).setAutoPadding(false);
  return Buffer.concat([decipher.update(wrapped), decipher.final()]);
}

/** A wrong key or a damaged text shows itself by an exception of the cipher or of the text decoder. */
function orNull(open: () => string): string | null {
  try {
    return open();
  } catch {
    return null;
  }
}
