import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openNodeKeystore } from '#main/app/keystore-node.ts';
import { startWorkstation } from '#main/app/workstation.ts';
import type { Workstation } from '#main/app/workstation.ts';
import { readTimeline } from '#main/usecases/orders/read-timeline.ts';
import { OrderId } from '#shared/model/ids.ts';
import type { InRush } from '#tests/faults/rush/rush-child.ts';
import { processFile } from '#tests/support/process-file.ts';
import { sharedDocuments } from '#tests/support/shared-documents.ts';
import { until } from '#tests/support/until.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'packbench-rush-'));
let workstation: Workstation | null = null;
afterEach(async () => {
  await workstation?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Runs a backend into a rush and kills it there. */
async function killInRush(): Promise<InRush> {
  const child = fork(processFile(join(import.meta.dirname, 'rush-child.ts')), [dataDir], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
  });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((resolve, reject) => {
    let told: InRush | null = null;
    child.once('message', (message: InRush) => {
      told = message;
      child.kill('SIGKILL');
    });
    child.once('exit', () => (told ? resolve(told) : reject(new Error(errors))));
  });
}

it('catches up after a kill in the middle of a rush with all that was put off, and says so at each order', async () => {
  const { orders, waiting } = await killInRush();
  expect(waiting).toBeGreaterThan(0);

  workstation = await startWorkstation({
    hostKind: 'test',
    appVersion: '0.0.0-test',
    dataDir,
    resourcesDir: 'resources',
    documents: sharedDocuments(),
    requestRestart() {},
    keystore: await openNodeKeystore(dataDir, { prefer: 'file' }),
  });
  const { context } = workstation.services;
  const count = (sql: string): number => context.read.pluck<[], number>(sql).get() ?? -1;
  await until(() => count('SELECT COUNT(*) FROM rushes WHERE caught_up_at_ms IS NOT NULL') === 1, 'all is caught up');
  expect(count('SELECT COUNT(*) FROM orders')).toBe(orders);
  expect(count('SELECT COUNT(*) FROM order_search_due')).toBe(0);
  expect(count('SELECT COUNT(*) FROM customs_due')).toBe(0);
  expect(count('SELECT COUNT(*) FROM order_search')).toBe(orders);
  const rushOf = (number: string) => {
    const id = context.read.pluck<[string], string>('SELECT id FROM orders WHERE external_number = ?').get(number);
    return readTimeline(context.read, OrderId.parse(id)).rush;
  };
  expect(rushOf('R29')?.caughtUpAtMs).toBeGreaterThan(0);
  expect(rushOf('R0')).toBeNull();
});
