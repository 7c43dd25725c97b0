import { mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { fileKeystore } from '#main/app/keystore-file.ts';
import { openKeyring, unlockWithRecoveryKey } from '#main/db/keyring.ts';
import type { Keyring, KeySecretStore, OpenedKeyring } from '#main/db/keyring.ts';
import { deleteSecret, listSecretNames, readSecret, saveSecret } from '#main/db/repos/secrets-repo.ts';
import { createSecretBox } from '#main/lib/secret-box.ts';
import { openTestDatabase } from '#tests/support/open-test-database.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'packbench-keys-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A keystore as the OS has one, that can forget, change and fail. */
function memoryStore() {
  const entries = new Map<string, Uint8Array>();
  const state = { reachable: true };
  const reach = () => {
    if (!state.reachable) throw new AppError('ERR_DB_KEY_MISSING', { reason: 'keystore' });
  };
  const store: KeySecretStore = {
    async read(name) {
      reach();
      return entries.get(name) ?? null;
    },
    async write(name, value) {
      reach();
      entries.set(name, value);
    },
  };
  return { store, entries, state };
}

function open(
  store: KeySecretStore,
  more: { copies?: string[]; databaseExists?: boolean } = {},
): Promise<OpenedKeyring> {
  return openKeyring({
    file: join(dir, 'keys.json'),
    store,
    copies: more.copies ?? [],
    databaseExists: more.databaseExists ?? false,
  });
}

function expectOpen(opened: OpenedKeyring): Keyring {
  if (opened.kind !== 'open') throw new Error(`expected an open keyring, got ${opened.reason}`);
  return opened.keyring;
}

function expectClosed(opened: OpenedKeyring) {
  if (opened.kind !== 'needs_recovery_key') throw new Error('expected a closed keyring');
  return opened;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'nothing thrown',
    (error: unknown) => (error instanceof AppError ? `${error.code} ${error.data['reason'] ?? ''}` : String(error)),
  );
}

describe('openKeyring', () => {
  it('gives the same key at every start and keeps it in no file', async () => {
    const { store } = memoryStore();
    const first = expectOpen(await open(store));
    const second = expectOpen(await open(store, { databaseExists: true }));
    expect(first.databaseKey).toEqual(second.databaseKey);
    expect(first.databaseKey).toHaveLength(32);
    expect(readFileSync(join(dir, 'keys.json'), 'utf8')).not.toContain(Buffer.from(first.databaseKey).toString('hex'));
  });

  it.each([
    ['lost', 'entry_missing'],
    ['changed', 'entry_changed'],
    ['away', 'unreachable'],
  ] as const)('opens with the printed key when the keystore entry is %s, and repairs it', async (damage, reason) => {
    const { store, entries, state } = memoryStore();
    const original = expectOpen(await open(store));
    const printed = original.rotateRecoveryKey();
    if (damage === 'lost') entries.clear();
    if (damage === 'changed') for (const name of entries.keys()) entries.set(name, new Uint8Array(32));
    if (damage === 'away') state.reachable = false;

    const closed = expectClosed(await open(store, { databaseExists: true }));
    expect(closed.reason).toBe(reason);
    expect((await closed.enter(printed)).databaseKey).toEqual(original.databaseKey);

    state.reachable = true;
    expect(expectOpen(await open(store, { databaseExists: true })).databaseKey).toEqual(original.databaseKey);
  });

  it('reads a recovery key as people type it', async () => {
    const { store, entries } = memoryStore();
    const original = expectOpen(await open(store));
    const printed = original.rotateRecoveryKey();
    expect(printed).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
    entries.clear();
    const typed = ` ${printed.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
    expect((await expectClosed(await open(store)).enter(typed)).databaseKey).toEqual(original.databaseKey);
  });

  it('tells a typing mistake from the key of another installation', async () => {
    const { store, entries } = memoryStore();
    const keyring = expectOpen(await open(store));
    const outdated = keyring.rotateRecoveryKey();
    const printed = keyring.rotateRecoveryKey();
    entries.clear();
    const closed = expectClosed(await open(store));
    const mistakes = [...'ABCDEFGHJK'].map((letter) => `${letter}${printed.slice(1)}`).filter((key) => key !== printed);
    const answers = await Promise.all(mistakes.map((key) => codeOf(closed.enter(key))));
    // The checksum has ten bits: one mistake in a thousand looks like another key.
    expect(answers.filter((code) => code === 'ERR_DB_RECOVERY_KEY_INVALID typing').length).toBeGreaterThan(6);
    expect(answers).not.toContain('nothing thrown');
    expect(await codeOf(closed.enter('too short'))).toBe('ERR_DB_RECOVERY_KEY_INVALID typing');
    expect(await codeOf(closed.enter(outdated))).toBe('ERR_DB_RECOVERY_KEY_INVALID other_key');
  });

  it('takes the copy beside the backups when its own file is lost', async () => {
    const { store } = memoryStore();
    const original = expectOpen(await open(store));
    const copy = join(dir, 'copy.json');
    renameSync(join(dir, 'keys.json'), copy);
    expect(expectOpen(await open(store, { copies: [copy], databaseExists: true })).databaseKey).toEqual(
      original.databaseKey,
    );
  });

  it('never makes a new key beside a database that exists', async () => {
    const { store } = memoryStore();
    expect(await codeOf(open(store, { databaseExists: true }))).toBe('ERR_DB_KEY_FILE_MISSING ');
  });

  it('refuses a keystore that accepts and forgets', async () => {
    const store: KeySecretStore = { read: async () => null, write: async () => {} };
    expect(await codeOf(open(store))).toBe('ERR_DB_KEY_MISSING keystore_forgets');
  });

  it('unlocks the key file of another machine with its printed key', async () => {
    const { store } = memoryStore();
    const keyring = expectOpen(await open(store));
    const printed = keyring.rotateRecoveryKey();
    const text = readFileSync(join(dir, 'keys.json'), 'utf8');
    expect(unlockWithRecoveryKey(text, printed)).toEqual(keyring.databaseKey);
    expect(unlockWithRecoveryKey('{}', printed)).toBeNull();
  });

  it('gives each purpose a key of its own', async () => {
    const keyring = expectOpen(await open(memoryStore().store));
    expect(keyring.subkey('a')).toEqual(keyring.subkey('a'));
    expect(keyring.subkey('a')).not.toEqual(keyring.subkey('b'));
  });
});

describe('fileKeystore', () => {
  it('keeps entries over restarts in a file that only the owner can read', async () => {
    await fileKeystore(dir).write('a', new Uint8Array([1, 2, 255]));
    await fileKeystore(dir).write('b', new Uint8Array([3]));
    expect(await fileKeystore(dir).read('a')).toEqual(new Uint8Array([1, 2, 255]));
    expect(await fileKeystore(dir).read('c')).toBeNull();
    if (process.platform !== 'win32') expect(statSync(join(dir, 'keystore.json')).mode & 0o777).toBe(0o600);
  });
});

describe('stored secrets', () => {
  const sealer = createSecretBox(new Uint8Array(32).fill(1));

  it('come back under their name and are not readable in the row', () => {
    using test = openTestDatabase();
    test.db.transaction((tx) => saveSecret(tx, sealer, { name: 'shop:1:token', value: 'shpat_planted' }, 0));
    expect(readSecret(test.db, sealer, 'shop:1:token')).toBe('shpat_planted');
    expect(readSecret(test.db, sealer, 'shop:2:token')).toBeNull();
    const box = test.db.pluck<[], Buffer>('SELECT box FROM secrets').get();
    expect(box?.includes('planted')).toBe(false);
    expect(listSecretNames(test.db, 'shop:1:')).toEqual(['shop:1:token']);
    test.db.transaction((tx) => deleteSecret(tx, 'shop:1:token'));
    expect(listSecretNames(test.db)).toEqual([]);
  });

  it('do not open under another name or with another key', () => {
    using test = openTestDatabase();
    test.db.transaction((tx) => {
      saveSecret(tx, sealer, { name: 'a', value: 'one' }, 0);
      tx.prepare<[]>(`INSERT INTO secrets SELECT 'b', box, 0 FROM secrets`).run();
    });
    expect(() => readSecret(test.db, sealer, 'b')).toThrow('ERR_DB_KEY_WRONG');
    expect(() => readSecret(test.db, createSecretBox(new Uint8Array(32)), 'a')).toThrow('ERR_DB_KEY_WRONG');
  });
});
