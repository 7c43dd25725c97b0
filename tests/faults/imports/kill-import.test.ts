import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { displayStatus } from '#core/orders/display-status.ts';
import { verifyDatabase } from '#main/usecases/verify/verify-database.ts';
import { startReady } from '#tests/faults/db/start-in-child.ts';
import { orderFile, orderRow } from '#tests/integration/imports/support/import-bed.ts';
import { spawnScript } from '#tests/support/spawn-script.ts';

const ORDERS = 250;
const CHILD = fileURLToPath(new URL('./child-import.ts', import.meta.url));

it(
  'an import that is killed again and again ends with each order once, and is seen as running meanwhile',
  { timeout: 120_000 },
  async () => {
    const dir = mkdtempSync(join(tmpdir(), 'packbench-kill-import-'));
    const first = await startReady(dir);
    first.db.connection.exec(`
      INSERT INTO warehouses (id, name, zone, sender_json) VALUES ('w1', 'Main', 'Asia/Shanghai', '{}');
      INSERT INTO shops (id, channel_id, name, currency, warehouse_id, config_json, created_at_ms, updated_at_ms) VALUES ('s1', 'json', 'Shop', 'CNY', 'w1', '{}', 0, 0);`);
    first.close();
    let file = orderFile(...Array.from({ length: ORDERS }, (_, index) => orderRow(`K-${index}`)));
    // Killed right after a slice was told of, each time further on.
    for (const killAt of [1, 60, 140]) {
      const child = spawnScript(CHILD, dir, `run-${killAt}`, String(killAt), file);
      file = '';
      await child.line('reached');
      await child.kill();
      const { db, close } = await startReady(dir);
      const seen = db.prepare<[], { state: string; n: number }>('SELECT state, applied_count AS n FROM imports').get();
      expect(seen?.state).toBe('applying');
      expect(db.pluck<[], number>('SELECT count(*) FROM orders').get()).toBe(seen?.n);
      expect(seen?.n).toBeGreaterThanOrEqual(killAt);
      close();
    }
    const last = spawnScript(CHILD, dir, 'last', String(ORDERS + 1), '');
    await last.line('idle');
    await last.ended;
    const { db, close } = await startReady(dir);
    expect(db.prepare<[], object>('SELECT state, applied_count AS n FROM imports').get()).toEqual({
      state: 'applied',
      n: ORDERS,
    });
    expect(db.pluck<[], number>('SELECT count(*) FROM orders').get()).toBe(ORDERS);
    expect(verifyDatabase(db, { deriveStatus: displayStatus }).checks.filter((check) => !check.ok)).toEqual([]);
    close();
    rmSync(dir, { recursive: true, force: true });
  },
);
