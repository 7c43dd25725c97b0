import { copyFileSync, existsSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileKeystore } from '#main/app/keystore-file.ts';
import { openData } from '#main/app/open-data.ts';
import { freeBackupPath } from '#main/db/backup-files.ts';
import { createBackup } from '#main/db/backup.ts';
import { makeDamageBed, openProduct } from '#tests/support/damaged-bed.ts';

const ORDERS = 3;

const WAYS = [
  ['is gone', (file: string) => rmSync(file)],
  ['is empty', (file: string) => truncateSync(file)],
] as const;

describe('a database whose file', () => {
  let bed: Awaited<ReturnType<typeof makeDamageBed>>;
  beforeAll(async () => {
    bed = await makeDamageBed(ORDERS);
  }, 60_000);
  afterAll(() => bed.discard());

  const open = (dataDir: string) =>
    openData({ dataDir, store: fileKeystore(dataDir), appVersion: '1.0.0', nowMs: () => Date.now() });

  it.each(WAYS)('%s while its backups are there is no new shop: the last good backup is offered', async (_, lose) => {
    const dataDir = bed.copy();
    lose(join(dataDir, 'packbench.db'));
    const product = await openProduct(dataDir);
    expect((await product.client.system.status()).mode).toBe('read_only');
    const offered = await product.client.backups.lastGood();
    await expect(product.client.backups.salvage()).rejects.toMatchObject({ code: 'ERR_DB_NOT_SALVAGEABLE' });
    await product.client.backups.restore({ id: offered?.backup.id ?? '' });
    await product.stop();

    const restored = await open(dataDir);
    expect(restored.mode).toBe('ready');
    expect(restored.db.pluck<[], number>('SELECT count(*) FROM orders').get()).toBe(ORDERS);
    restored.close();
  });

  it('lost the WAL in which all of it stood is no new shop either', async () => {
    const dataDir = bed.copy();
    const file = join(dataDir, 'packbench.db');
    rmSync(file);
    rmSync(join(dataDir, 'backups'), { recursive: true });
    const young = await open(dataDir);
    if (!young.keyring) throw new Error('no keys');
    copyFileSync(file, join(dataDir, 'young.db'));
    await createBackup({
      source: file,
      key: young.keyring.databaseKey,
      target: freeBackupPath(young.folder.backupDir, 0, 'manual'),
    });
    young.close();
    for (const name of ['packbench.db-wal', 'packbench.db-shm']) rmSync(join(dataDir, name), { force: true });
    renameSync(join(dataDir, 'young.db'), file);
    const product = await openProduct(dataDir);
    expect((await product.client.system.status()).mode).toBe('read_only');
    await expect(product.client.backups.salvage()).rejects.toMatchObject({ code: 'ERR_DB_NOT_SALVAGEABLE' });
    expect(await product.client.backups.lastGood()).toMatchObject({ backup: { kind: 'manual' } });
    await product.stop();
  });

  it.each(WAYS)('%s may be put back by hand', async (_, lose) => {
    const dataDir = bed.copy();
    lose(join(dataDir, 'packbench.db'));
    (await open(dataDir)).close();
    expect(existsSync(join(dataDir, 'damage.json'))).toBe(false);
  });

  it('is gone takes no new key when the key files are gone too: it would not open the backups', async () => {
    const dataDir = bed.copy();
    for (const name of ['packbench.db', 'keys.json', 'backups/keys.json']) rmSync(join(dataDir, name));
    await expect(open(dataDir)).rejects.toMatchObject({ code: 'ERR_DB_KEY_FILE_MISSING' });
  });

  it('is empty since the first start was killed begins anew', async () => {
    const dataDir = bed.copy();
    rmSync(join(dataDir, 'backups'), { recursive: true });
    writeFileSync(join(dataDir, 'packbench.db'), '');
    const begun = await open(dataDir);
    expect([begun.mode, begun.isNew]).toEqual(['ready', true]);
    begun.close();
  });
});
