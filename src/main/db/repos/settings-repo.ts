import { canonicalJson } from '#core/kernel/canonical-json.ts';
import type { UtcMs } from '#shared/model/time.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';

export interface SettingRow {
  readonly name: string;
  readonly value_json: string;
  readonly version: number;
  readonly updated_at_ms: UtcMs;
}

export interface SettingHistoryRow {
  readonly version: number;
  readonly value_json: string;
  readonly at_ms: UtcMs;
  readonly actor_id: string;
}

export function findSettingRow(db: ReadDb, name: string): SettingRow | undefined {
  return db.prepare<[string], SettingRow>('SELECT * FROM settings WHERE name = ?').get(name);
}

/** Writes version `version` of a setting and its line of history. */
export function saveSettingRow(
  tx: WriteTx,
  row: { name: string; value: unknown; version: number; nowMs: UtcMs; actorName: string },
): void {
  const valueJson = canonicalJson(row.value);
  tx.prepare<[string, string, number, UtcMs]>(
    `INSERT INTO settings (name, value_json, version, updated_at_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET value_json = excluded.value_json, version = excluded.version, updated_at_ms = excluded.updated_at_ms`,
  ).run(row.name, valueJson, row.version, row.nowMs);
  tx.prepare<[string, number, string, UtcMs, string]>(
    'INSERT INTO settings_history (name, version, value_json, at_ms, actor_id) VALUES (?, ?, ?, ?, ?)',
  ).run(row.name, row.version, valueJson, row.nowMs, row.actorName);
  tx.changed('settings');
}

/** The newest version first. */
export function listSettingHistory(db: ReadDb, name: string): SettingHistoryRow[] {
  return db
    .prepare<[string], SettingHistoryRow>(
      'SELECT version, value_json, at_ms, actor_id FROM settings_history WHERE name = ? ORDER BY version DESC',
    )
    .all(name);
}
