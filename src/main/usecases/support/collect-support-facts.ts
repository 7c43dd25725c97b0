import { existsSync, readdirSync, statSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { ReadDb } from '#main/db/handles.ts';
import { listBackupRows } from '#main/db/repos/backups-repo.ts';
import { countJobs } from '#main/db/repos/jobs-repo.ts';
import { listSchedules } from '#main/db/repos/schedules-repo.ts';
import { listSecretNames } from '#main/db/repos/secrets-repo.ts';
import { readStoredJson } from '#main/usecases/read-stored-json.ts';
import { listSettings } from '#main/usecases/settings/manage-settings.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { isSettingName, SETTINGS } from '#shared/model/settings.ts';
import { z } from 'zod';

export interface SupportSource {
  readonly db: ReadDb;
  readonly dataDir: string;
  readonly appVersion: string;
  readonly hostKind: string;
  readonly keystoreKind: string;
}

/** Whether a setting holds the owner's own words, names or paths: what is chosen from a list, counted or switched names nobody. */
function isPrivate(name: string): boolean {
  if (!isSettingName(name)) return true;
  return name === 'senderAddress' || SETTINGS[name].schema instanceof z.ZodString;
}

/**
 * What helps to find a fault and names nobody: versions, sizes, counts, settings, devices, failures. File name -> JSON value. What
 * cannot be read says so in its place: a damaged database is where a bundle is needed most.
 */
export function collectSupportFacts(source: SupportSource): Readonly<Record<string, unknown>> {
  const { db } = source;
  return {
    'versions.json': readable(() => versions(source)),
    'schema.json': readable(() => ({
      steps: db
        .prepare<[], object>('SELECT id, name, sha256, app_version, applied_at_ms FROM schema_migrations ORDER BY id')
        .all(),
      pages: db.pluck<[], number>('PRAGMA page_count').get(),
    })),
    'counts.json': readable(() => countTables(db)),
    'files.json': listFiles(source.dataDir),
    'settings.json': readable(() =>
      listSettings(db).map((setting) => (isPrivate(setting.name) ? { ...setting, value: '***' } : setting)),
    ),
    'secrets.json': readable(() => listSecretNames(db)),
    'devices.json': readable(() =>
      db
        .prepare<[], { config_json: string }>(
          'SELECT id, kind, enabled, is_default, config_json FROM devices ORDER BY id',
        )
        .all()
        .map(withConfig),
    ),
    'jobs.json': readable(() => ({
      counts: countJobs(db),
      schedules: listSchedules(db),
      failures: listFailures(db),
    })),
    'backups.json': readable(() =>
      listBackupRows(db)
        .slice(0, 50)
        .map(({ kind, at_ms, bytes, verified_at_ms, failure }) => ({ kind, at_ms, bytes, verified_at_ms, failure })),
    ),
    'parked-messages.json': readable(() =>
      db
        .prepare<[], object>(
          `SELECT park_code, source, topic, count(*) AS count FROM raw_messages WHERE state = 'parked' GROUP BY park_code, source, topic`,
        )
        .all(),
    ),
  };
}

function readable(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof AppError) return { unreadable: error.code };
    throw error;
  }
}

function versions({ db, appVersion, hostKind, keystoreKind }: SupportSource): object {
  return {
    app: appVersion,
    host: hostKind,
    keystore: keystoreKind,
    node: process.versions.node,
    electron: process.versions['electron'] ?? null,
    sqlite: db.pluck<[], string>('SELECT sqlite_version()').get(),
    system: { platform: platform(), release: release(), arch: arch(), cpus: cpus().length, memoryBytes: totalmem() },
  };
}

function countTables(db: ReadDb): Record<string, unknown> {
  const names = db
    .pluck<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name`,
    )
    .all();
  return Object.fromEntries(
    names.map((name) => [name, readable(() => db.pluck<[], number>(`SELECT count(*) FROM "${name}"`).get() ?? 0)]),
  );
}

function withConfig(row: { config_json: string }): object {
  const { config_json: configJson, ...rest } = row;
  const config = readStoredJson(z.record(z.string(), z.unknown()), configJson);
  return { ...rest, config: config.ok ? config.value : { unreadable: config.field } };
}

/** Codes and data of the newest failures. Keys and payloads stay out: they may hold numbers of orders and people. */
function listFailures(db: ReadDb): object[] {
  return db
    .prepare<[], { topic: string; state: string; attempts: number; last_error_json: string }>(
      `SELECT topic, state, attempts, last_error_json FROM jobs WHERE last_error_json IS NOT NULL ORDER BY created_at_ms DESC LIMIT 100`,
    )
    .all()
    .map(({ last_error_json: errorJson, ...job }) => ({ ...job, error: JSON.parse(errorJson) }));
}

function listFiles(dir: string): { name: string; bytes: number }[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ name: path.slice(dir.length + 1), bytes: statSync(path, { throwIfNoEntry: false })?.size ?? 0 }));
}
