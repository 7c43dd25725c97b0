import { expect, it } from 'vitest';
import { ALL_MIGRATIONS } from '#main/db/migrations/all.ts';
import { migrate } from '#main/db/migrate.ts';
import { listImportRows } from '#main/usecases/imports/view-imports.ts';
import { openDatabase } from '#main/db/open.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

it('what was wrong with a row of an import of before is still told', () => {
  const dir = mkdtempSync(join(tmpdir(), 'packbench-migrate-'));
  const db = openDatabase({ file: join(dir, 'm.db'), key: new Uint8Array(32), mode: 'read-write' });
  const upTo = (id: number) =>
    migrate(db, {
      migrations: ALL_MIGRATIONS.filter((step) => step.id <= id),
      appVersion: '1.2.0',
      nowMs: () => 77,
      backUpFirst: () => 'copy.db',
    });
  upTo(390);
  db.connection.exec(`
INSERT INTO imports (id, kind, file_name, sha256, mapping_json, state, row_count, applied_count, error_count, created_at_ms, operator_id)
  VALUES ('goods', 'skus', 'g.csv', '', '{}', 'applied', 2, 1, 1, 1, 'op');
INSERT INTO import_rows (import_id, row_number, group_key, cells_json, state, error_json) VALUES
  ('goods', 2, 'a', '{"cells":["a"]}', 'applied', NULL),
  ('goods', 3, 'b', '{"cells":["b"]}', 'error', '{"code":"ERR_IMPORT_ROW_REPEATED","data":{"row":2}}');`);
  upTo(Infinity);
  expect(listImportRows(db, 'goods', false).map(({ problems }) => problems)).toEqual([
    [],
    [{ code: 'ERR_IMPORT_ROW_REPEATED', data: { row: 2 } }],
  ]);
  db.close();
  rmSync(dir, { recursive: true, force: true });
});
