import { hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import { DATABASE_KEY_BYTES } from '#main/db/connect.ts';
import { unwrapKey, wrapKey, WrappedKey } from '#main/db/key-wrap.ts';
import { newRecoveryKey, readRecoveryKey } from '#main/db/recovery-key.ts';
import { writeFileDurably } from '#main/db/write-file-durably.ts';

/** The part of the platform's keystore that keys need. */
export interface KeySecretStore {
  read(name: string): Promise<Uint8Array | null>;
  write(name: string, value: Uint8Array): Promise<void>;
}

export interface Keyring {
  /** 32 random bytes; opens the database and its backups. */
  readonly databaseKey: Uint8Array;
  /** False until {@link Keyring.rotateRecoveryKey} was called once: the first-run wizard does. */
  readonly hasRecoveryKey: boolean;
  /** A key of its own for another purpose, e.g. the second encryption of credentials. Same purpose, same key. */
  subkey(purpose: string): Uint8Array;
  /** Makes a new recovery key and returns it to be printed; the old one stops working. It is stored nowhere. */
  rotateRecoveryKey(): string;
}

export type OpenedKeyring =
  | { readonly kind: 'open'; readonly keyring: Keyring; readonly isNew: boolean }
  | {
      readonly kind: 'needs_recovery_key';
      /** `entry_missing`: the OS keystore knows nothing; `entry_changed`: its secret fits no more; `unreachable`: it did not answer. */
      readonly reason: 'entry_missing' | 'entry_changed' | 'unreachable';
      /**
       * Opens with the printed key and repairs the keystore entry.
       * @throws AppError ERR_DB_RECOVERY_KEY_INVALID {reason: typing | other_key}
       */
      readonly enter: (recoveryKey: string) => Promise<Keyring>;
    };

export interface KeyringOptions {
  /** `keys.json`: the database key under two wraps; harmless without either secret. */
  readonly file: string;
  readonly store: KeySecretStore;
  /** Copies beside the backups: written with each change, read when the file itself is missing, best first. */
  readonly copies: readonly string[];
  /** A database is there already, or was and left its backups: with no key file left, a new key would only hide it. */
  readonly databaseExists: boolean;
}

type KeyFiles = Pick<KeyringOptions, 'file' | 'copies'>;

const KeyFile = z.object({
  version: z.literal(1),
  /** Name of the keystore entry; one per data folder, so that two data folders do not fight over it. */
  entry: z.string(),
  keystore: WrappedKey,
  recovery: WrappedKey.nullable(),
});
type KeyFile = z.infer<typeof KeyFile>;

const KEYSTORE_PURPOSE = 'database key in keystore';
const RECOVERY_PURPOSE = 'database key in recovery';

/**
 * Opens the keys of a data folder, making them on first start.
 * @throws AppError ERR_DB_KEY_FILE_MISSING when a database exists and no readable key file, ERR_DB_KEY_MISSING on first start without a working keystore
 */
export async function openKeyring(options: KeyringOptions): Promise<OpenedKeyring> {
  const stored = readKeyFile(options);
  if (!stored) {
    if (options.databaseExists) throw new AppError('ERR_DB_KEY_FILE_MISSING', { file: options.file });
    return { kind: 'open', keyring: await createKeyring(options), isNew: true };
  }
  const secret = await readSecret(options.store, stored.entry);
  const key = secret instanceof Uint8Array ? unwrapKey(stored.keystore, secret, KEYSTORE_PURPOSE) : null;
  if (key) return { kind: 'open', keyring: new FileKeyring(options, stored, key), isNew: false };
  const reason = secret instanceof Uint8Array ? 'entry_changed' : secret;
  return { kind: 'needs_recovery_key', reason, enter: (typed) => repair(options, stored, typed) };
}

/** The key that opens a backup of another machine: its own key file and its printed recovery key. Null when they do not fit. */
export function unlockWithRecoveryKey(keyFileText: string, recoveryKey: string): Uint8Array | null {
  const stored = parseKeyFile(keyFileText);
  const secret = readRecoveryKey(recoveryKey);
  return stored?.recovery && secret ? unwrapKey(stored.recovery, Buffer.from(secret), RECOVERY_PURPOSE) : null;
}

async function createKeyring(options: KeyringOptions): Promise<Keyring> {
  const key = new Uint8Array(randomBytes(DATABASE_KEY_BYTES));
  const entry = `packbench.${randomBytes(8).toString('hex')}`;
  const keystore = await wrapInStore(options.store, entry, key);
  const stored: KeyFile = { version: 1, entry, keystore, recovery: null };
  writeKeyFile(options, stored);
  return new FileKeyring(options, stored, key);
}

async function repair(options: KeyringOptions, stored: KeyFile, typed: string): Promise<Keyring> {
  const secret = readRecoveryKey(typed);
  if (!secret) throw new AppError('ERR_DB_RECOVERY_KEY_INVALID', { reason: 'typing' });
  const key = stored.recovery && unwrapKey(stored.recovery, Buffer.from(secret), RECOVERY_PURPOSE);
  if (!key) throw new AppError('ERR_DB_RECOVERY_KEY_INVALID', { reason: 'other_key' });
  const repaired = await withNewEntry(options, stored, key);
  return new FileKeyring(options, repaired, key);
}

/** A keystore that stays unreachable does not lock the owner of the recovery key out: the key will be asked for again. */
async function withNewEntry(options: KeyringOptions, stored: KeyFile, key: Uint8Array): Promise<KeyFile> {
  try {
    const repaired = { ...stored, keystore: await wrapInStore(options.store, stored.entry, key) };
    writeKeyFile(options, repaired);
    return repaired;
  } catch (error) {
    if (error instanceof AppError && error.code === 'ERR_DB_KEY_MISSING') return stored;
    throw error;
  }
}

/** The secret is read back before the key file relies on it: some keystores accept and forget. */
async function wrapInStore(store: KeySecretStore, entry: string, key: Uint8Array): Promise<WrappedKey> {
  const secret = new Uint8Array(randomBytes(32));
  await store.write(entry, secret);
  const readBack = await store.read(entry);
  if (!readBack || Buffer.compare(readBack, secret) !== 0)
    throw new AppError('ERR_DB_KEY_MISSING', { reason: 'keystore_forgets' });
  return wrapKey(key, secret, KEYSTORE_PURPOSE);
}

async function readSecret(store: KeySecretStore, entry: string): Promise<Uint8Array | 'entry_missing' | 'unreachable'> {
  try {
    return (await store.read(entry)) ?? 'entry_missing';
  } catch (error) {
    if (error instanceof AppError && error.code === 'ERR_DB_KEY_MISSING') return 'unreachable';
    throw error;
  }
}

function readKeyFile(options: KeyringOptions): KeyFile | null {
  for (const file of [options.file, ...options.copies]) {
    const stored = existsSync(file) ? parseKeyFile(readFileSync(file, 'utf8')) : null;
    if (!stored) continue;
    if (file !== options.file) writeKeyFile(options, stored);
    return stored;
  }
  return null;
}

function parseKeyFile(text: string): KeyFile | null {
  try {
    return KeyFile.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function writeKeyFile(files: KeyFiles, content: KeyFile): void {
  const text = `${JSON.stringify(content, null, 2)}\n`;
  for (const file of [files.file, ...files.copies]) if (existsSync(dirname(file))) writeFileDurably(file, text);
}

class FileKeyring implements Keyring {
  readonly databaseKey: Uint8Array;
  readonly #files: KeyFiles;
  #stored: KeyFile;

  constructor(files: KeyFiles, stored: KeyFile, databaseKey: Uint8Array) {
    this.#files = files;
    this.#stored = stored;
    this.databaseKey = databaseKey;
  }

  get hasRecoveryKey(): boolean {
    return this.#stored.recovery !== null;
  }

  subkey(purpose: string): Uint8Array {
    return new Uint8Array(hkdfSync('sha256', this.databaseKey, new Uint8Array(), `packbench subkey ${purpose}`, 32));
  }

  rotateRecoveryKey(): string {
    const recoveryKey = newRecoveryKey();
    const secret = Buffer.from(readRecoveryKey(recoveryKey) ?? '');
    const next = { ...this.#stored, recovery: wrapKey(this.databaseKey, secret, RECOVERY_PURPOSE) };
    writeKeyFile(this.#files, next);
    this.#stored = next;
    return recoveryKey;
  }
}
