import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { Cli } from '#main/app/cli/cli.ts';
import { readCredentials, saveCredentials } from '#main/app/credentials.ts';
import { makeDataDir } from '#main/app/make-data-dir.ts';
import { openNodeKeystore } from '#main/app/keystore-node.ts';
import { openData } from '#main/app/open-data.ts';
import { ensureWarehouse } from '#main/app/prepare-first-data.ts';
import { CHANNELS } from '#main/app/registries.ts';
import { dataFolder } from '#main/db/data-folder.ts';
import { isDatabaseLost, isDatabaseThere } from '#main/db/lost-database.ts';
import { createLogger } from '#main/lib/logger.ts';
import { createSecretBox } from '#main/lib/secret-box.ts';
import type { Act } from '#main/usecases/actor.ts';
import type { BackupFiles } from '#main/usecases/backup/backup-view.ts';
import type { ShopServices } from '#main/usecases/shops/manage-shops.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** A data folder in the hands of one command: no devices, no jobs, no network. */
export interface StoredData {
  readonly context: UseCaseContext;
  readonly files: BackupFiles;
  /** What stopped the database from being opened for writing; null when all is well. */
  readonly damage: AppError | null;
  /** So damaged that nothing of it can be read: what is read in its place is empty. */
  readonly isUnreadable: boolean;
  readonly shops: Omit<ShopServices, 'trialContext'>;
  /** The person at the terminal. */
  readonly act: Act;
  close(): void;
}

/**
 * Opens the data folder of a workstation that is not running.
 * @throws AppError ERR_DB_MISSING, ERR_DB_LOCKED_BY_OTHER while a workstation runs, ERR_DB_KEY_MISSING, ERR_DB_NEWER_THAN_APP,
 * ERR_HOST_DATA_DIR_UNUSABLE where nothing may be written
 */
export async function openStoredData(cli: Cli, dataDir: string): Promise<StoredData> {
  requireDataFolder(dataDir);
  makeDataDir(dataDir);
  const clock = { nowMs: () => Date.now() };
  const log = createLogger({ dir: join(dataDir, 'logs'), nowMs: clock.nowMs });
  const data = await openData({
    dataDir,
    store: await openNodeKeystore(dataDir),
    appVersion: cli.host.appVersion,
    nowMs: clock.nowMs,
  });
  if (!data.keyring) {
    data.close();
    throw data.problem ?? new AppError('ERR_DB_KEY_MISSING', {});
  }
  const context: UseCaseContext = {
    db: data.db,
    read: data.db,
    clock,
    log,
    ids: { next: () => uuidv7() },
    live: { publish: () => {} },
  };
  const sealer = createSecretBox(data.keyring.subkey('credentials'));
  return {
    context,
    files: { folder: data.folder, key: data.keyring.databaseKey },
    damage: data.mode === 'ready' ? null : data.problem,
    isUnreadable: data.isStandIn,
    shops: {
      findChannel: (id) => CHANNELS.find(id),
      warehouseId: () => ensureWarehouse(context),
      saveCredentials: (tx, shopId, credentials) =>
        saveCredentials(tx, sealer, `shop:${shopId}`, credentials, clock.nowMs()),
      storedCredentials: (shopId) => readCredentials(data.db, sealer, `shop:${shopId}`),
    },
    act: {
      actor: { kind: 'operator', id: 'command-line', name: cliUser(cli) },
      source: 'command-line',
      traceId: uuidv7(),
    },
    close: () => data.close(),
  };
}

/** @throws AppError ERR_DB_MISSING */
export function requireDataFolder(dataDir: string): void {
  const folder = dataFolder(dataDir);
  if (!isDatabaseThere(folder) && !isDatabaseLost(folder)) throw new AppError('ERR_DB_MISSING', { dataDir });
}

/** The account that typed the command stands in the audit log. */
function cliUser({ env }: Cli): string {
  return env['USER'] || env['USERNAME'] || 'command line';
}

/** @throws AppError what damaged the database, when nothing of it can be read */
export function requireReadable({ damage, isUnreadable }: StoredData): void {
  if (damage && isUnreadable) throw damage;
}

/** @throws AppError ERR_DB_READ_ONLY when the database may only be looked at */
export function requireWritable({ damage }: StoredData): void {
  if (damage) throw new AppError('ERR_DB_READ_ONLY', { sqlite: damage.code });
}
