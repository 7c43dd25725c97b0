import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, openSync, closeSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { fileKeystore } from '#main/app/keystore-file.ts';
import { openData } from '#main/app/open-data.ts';
import { startWorkstation } from '#main/app/workstation.ts';
import { createBackupNow } from '#main/usecases/backup/create-backup.ts';
import { createOperator } from '#main/usecases/auth/manage-operators.ts';
import { createApiToken } from '#main/usecases/auth/manage-api-tokens.ts';
import { setSetting } from '#main/usecases/settings/manage-settings.ts';
import { router } from '#main/rpc/router.ts';
import { toWireError } from '#main/rpc/errors.ts';
import type { CallContext } from '#main/rpc/call-context.ts';
import type { VerifiedToken } from '#main/rpc/session.ts';
import { countingIds } from '#tests/support/counting-ids.ts';
import { fillOrders } from '#tests/support/fill-database.ts';
import { sharedDocuments } from '#tests/support/shared-documents.ts';
import { TEST_ACT } from '#tests/support/test-context.ts';

const PAGE_BYTES = 4096;
export const ADMIN_PIN = '4071';

/** A shop with an administrator behind a PIN, some orders and one good backup, ready to be copied and damaged. */
export async function makeDamageBed(orders: number) {
  const original = mkdtempSync(join(tmpdir(), 'packbench-damage-'));
  const copies: string[] = [];
  const data = await openData({
    dataDir: original,
    store: fileKeystore(original),
    appVersion: '1.0.0',
    nowMs: () => Date.now(),
  });
  const silent = () => {};
  const ctx = {
    db: data.db,
    read: data.db,
    clock: { nowMs: () => Date.now() },
    ids: countingIds(),
    log: { debug: silent, info: silent, warn: silent, error: silent },
    live: { publish: silent },
  };
  fillOrders(ctx.db, orders);
  setSetting(ctx, { name: 'firstRunDone', value: true, version: 0 }, TEST_ACT);
  const admin = await createOperator(ctx, { name: 'Bea', role: 'admin', pin: ADMIN_PIN }, TEST_ACT);
  const { token } = createApiToken(ctx, { name: 'script', scope: 'read' }, TEST_ACT);
  if (!data.keyring) throw new Error('no keys');
  await createBackupNow(ctx, { folder: data.folder, key: data.keyring.databaseKey }, { kind: 'manual' }, TEST_ACT);
  data.db.checkpoint('truncate');
  data.close();
  const copy = (): string => {
    const dir = mkdtempSync(join(tmpdir(), 'packbench-damaged-'));
    copies.push(dir);
    cpSync(original, dir, { recursive: true });
    return dir;
  };
  return {
    adminId: admin.id,
    token,
    pages: statSync(join(original, 'packbench.db')).size / PAGE_BYTES,
    /** A copy of the whole data folder. */
    copy,
    /** A copy in which this page of the database, from 1, holds nothing but noise. */
    damaged(page: number): string {
      const dir = copy();
      destroyPage(dir, page);
      return dir;
    },
    discard(): void {
      for (const dir of [original, ...copies]) rmSync(dir, { recursive: true, force: true });
    },
  };
}

export function destroyPage(dataDir: string, page: number): void {
  const handle = openSync(join(dataDir, 'packbench.db'), 'r+');
  writeSync(handle, randomBytes(PAGE_BYTES), 0, PAGE_BYTES, (page - 1) * PAGE_BYTES);
  closeSync(handle);
}

/** The whole product on a data folder, and a window in which to call it. */
export async function openProduct(dataDir: string) {
  let restarts = 0;
  const workstation = await startWorkstation({
    hostKind: 'test',
    appVersion: '1.0.0',
    dataDir,
    resourcesDir: 'resources',
    documents: sharedDocuments(),
    keystore: fileKeystore(dataDir),
    requestRestart: () => void (restarts += 1),
  });
  const { services, sessions, log } = workstation;
  const context: CallContext = { services, sessions, log, session: sessions.window('window-1'), traceId: 'trace' };
  const interceptors = [
    async ({ next }: { next: () => Promise<unknown> }) => {
      try {
        return await next();
      } catch (error) {
        throw toWireError(error, 'trace', log);
      }
    },
  ];
  const clientOf = (session: CallContext['session']) =>
    createRouterClient(router, { context: { ...context, session }, interceptors });
  return {
    workstation,
    client: clientOf(context.session),
    /** The same procedures in the hands of an integration. */
    script: (token: string) => clientOf(sessions.api(tokenOf(workstation.verifyToken(token)))),
    restarts: () => restarts,
    stop: () => workstation.stop(),
  };
}

function tokenOf(verified: VerifiedToken | null): VerifiedToken {
  if (!verified) throw new Error('the token opens nothing');
  return verified;
}
