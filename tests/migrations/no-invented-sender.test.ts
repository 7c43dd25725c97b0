import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ALL_MIGRATIONS } from '#main/db/migrations/all.ts';
import { migrate } from '#main/db/migrate.ts';
import { openDatabase } from '#main/db/open.ts';

const INVENTED =
  '{"name":"打包台","phone":"13800000000","country":"CN","province":"浙江省","city":"杭州市","district":"余杭区","town":"","street":"仓库路 1 号","postcode":"311100","isMasked":false}';

it('the sender that was invented is gone, and one of somebody’s own stays', () => {
  const dir = mkdtempSync(join(tmpdir(), 'packbench-migrate-'));
  const db = openDatabase({ file: join(dir, 'm.db'), key: new Uint8Array(32), mode: 'read-write' });
  const upTo = (id: number) =>
    migrate(db, {
      migrations: ALL_MIGRATIONS.filter((step) => step.id <= id),
      appVersion: '1.2.0',
      nowMs: () => 77,
      backUpFirst: () => 'copy.db',
    });
  upTo(410);
  const add = db.connection.prepare(
    "INSERT INTO warehouses (id, name, zone, sender_json) VALUES (?, 'Main', 'Asia/Shanghai', ?)",
  );
  add.run('main', INVENTED);
  add.run('own', '{"name":"Ann","phone":"13800000000","street":"1 High Street"}');
  upTo(415);
  expect(
    db.connection.prepare("SELECT id, json_extract(sender_json, '$.name') AS name FROM warehouses ORDER BY id").all(),
  ).toEqual([
    { id: 'main', name: '' },
    { id: 'own', name: 'Ann' },
  ]);
  db.close();
  rmSync(dir, { recursive: true, force: true });
});
