import { hash } from 'node:crypto';
import { AppError } from '#shared/errors/app-error.ts';
import type { UtcMs } from '#shared/model/time.ts';
import type { Migration } from '#main/db/migrations/migration.ts';
import type { OpenDatabase } from '#main/db/open.ts';
import { toDbError } from '#main/db/sqlite-error.ts';

export interface MigrateOptions {
  readonly migrations: readonly Migration[];
  readonly appVersion: string;
  readonly nowMs: () => UtcMs;
  /**
   * Makes a verified copy before the first step touches a file that holds data; returns its path. Must throw when it cannot.
   * Not called for a new file.
   */
  readonly backUpFirst: () => string;
}

export interface MigrateResult {
  readonly applied: readonly string[];
  /** The copy made beforehand; null when nothing was to do or the file was new. */
  readonly backupFile: string | null;
}

interface AppliedRow {
  readonly id: number;
  readonly name: string;
  readonly sha256: string;
  readonly app_version: string;
}

/**
 * Brings the schema up to date: a verified backup first, then each missing step in a transaction of its own with foreign keys off
 * outside it (inside, SQLite ignores the pragma, and a table rebuild would cascade), checked before it commits.
 * Steps that were merged late, with an id below the newest applied one, run too.
 * @throws AppError ERR_DB_NEWER_THAN_APP {fileVersion, appVersion, step}, ERR_DB_MIGRATION_CHANGED {step}, ERR_DB_MIGRATION_FAILED {step, reason}
 */
export function migrate(db: OpenDatabase, options: MigrateOptions): MigrateResult {
  const known = inOrder(options.migrations);
  const applied = readApplied(db);
  refuseNewer(applied, known, options.appVersion);
  refuseChanged(applied, known);

  const done = new Set(applied.map((row) => row.id));
  const missing = known.filter((step) => !done.has(step.id));
  if (missing.length === 0) return { applied: [], backupFile: null };

  const backupFile = holdsTables(db) ? options.backUpFirst() : null;
  ensureRecord(db);
  for (const step of missing) applyStep(db, step, options, step === missing.at(-1));
  return { applied: missing.map(stepName), backupFile };
}

/** The recorded fingerprint of a step: any edit of a released one shows. */
export function migrationHash(step: Migration): string {
  return hash('sha256', `${step.id}\n${step.name}\n${step.sql}`, 'hex');
}

function stepName(step: { readonly id: number; readonly name: string }): string {
  return `${String(step.id).padStart(4, '0')}-${step.name}`;
}

function inOrder(migrations: readonly Migration[]): readonly Migration[] {
  const sorted = migrations.toSorted((a, b) => a.id - b.id);
  const twice = sorted.find((step, index) => step.id === sorted[index + 1]?.id);
  if (twice) throw new AppError('ERR_DB_MIGRATION_FAILED', { step: stepName(twice), reason: 'two steps have this id' });
  return sorted;
}

function readApplied(db: OpenDatabase): AppliedRow[] {
  if (!hasRecord(db)) return [];
  return db.prepare<[], AppliedRow>('SELECT id, name, sha256, app_version FROM schema_migrations ORDER BY id').all();
}

function hasRecord(db: OpenDatabase): boolean {
  return db.pluck<[], number>(`SELECT count(*) FROM sqlite_schema WHERE name = 'schema_migrations'`).get() === 1;
}

function holdsTables(db: OpenDatabase): boolean {
  return (db.pluck<[], number>('SELECT count(*) FROM sqlite_schema').get() ?? 0) > 0;
}

function ensureRecord(db: OpenDatabase): void {
  db.transaction((tx) => {
    tx.prepare<[]>(
      `CREATE TABLE IF NOT EXISTS schema_migrations (
         id INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, app_version TEXT NOT NULL, applied_at_ms INTEGER NOT NULL
       ) STRICT`,
    ).run();
  });
}

function refuseNewer(applied: readonly AppliedRow[], known: readonly Migration[], appVersion: string): void {
  const unknown = applied.find((row) => !known.some((step) => step.id === row.id));
  if (unknown)
    throw new AppError('ERR_DB_NEWER_THAN_APP', {
      fileVersion: unknown.app_version,
      appVersion,
      step: stepName(unknown),
    });
}

function refuseChanged(applied: readonly AppliedRow[], known: readonly Migration[]): void {
  for (const row of applied) {
    const step = known.find((candidate) => candidate.id === row.id);
    if (step && migrationHash(step) !== row.sha256)
      throw new AppError('ERR_DB_MIGRATION_CHANGED', { step: stepName(row) });
  }
}

/** A step that commits by itself could leave half of it behind. `BEGIN` alone also opens the body of a trigger. */
const TRANSACTION_CONTROL =
  /(?:^|;)\s*(?:COMMIT|ROLLBACK|SAVEPOINT|BEGIN\s+(?:TRANSACTION|DEFERRED|IMMEDIATE|EXCLUSIVE))\b/i;

function applyStep(db: OpenDatabase, step: Migration, options: MigrateOptions, isLast: boolean): void {
  db.connection.pragma('foreign_keys = OFF');
  try {
    db.transaction((tx) => {
      if (TRANSACTION_CONTROL.test(step.sql)) throw stepFailed(step, 'the step controls its own transaction');
      db.connection.exec(step.sql);
      checkReferences(db, step);
      // Reads the whole file, so once: before the last step commits.
      if (isLast) checkIntegrity(db, step);
      tx.prepare<[number, string, string, string, UtcMs]>(
        'INSERT INTO schema_migrations (id, name, sha256, app_version, applied_at_ms) VALUES (?, ?, ?, ?, ?)',
      ).run(step.id, step.name, migrationHash(step), options.appVersion, options.nowMs());
    });
  } catch (error) {
    throw asStepFailure(step, error);
  } finally {
    db.connection.pragma('foreign_keys = ON');
  }
}

function checkReferences(db: OpenDatabase, step: Migration): void {
  const [first] = db.prepare<[], { table: string; parent: string }>('PRAGMA foreign_key_check').all();
  if (first) throw stepFailed(step, `rows of ${first.table} point at missing rows of ${first.parent}`);
}

function checkIntegrity(db: OpenDatabase, step: Migration): void {
  const verdict = db.pluck<[], string>('PRAGMA integrity_check(1)').get();
  if (verdict !== 'ok') throw stepFailed(step, `integrity check: ${verdict ?? 'no answer'}`);
}

/** A full disk or a read-only file keeps its own code: the advice differs from that for a faulty step. */
function asStepFailure(step: Migration, error: unknown): unknown {
  const known = toDbError(error);
  if (known instanceof AppError && known.code !== 'ERR_DB_CONSTRAINT' && known.code !== 'ERR_DB_CONFLICT') return known;
  return stepFailed(step, known instanceof Error ? known.message : String(known), error);
}

function stepFailed(step: Migration, reason: string, cause?: unknown): AppError {
  return new AppError('ERR_DB_MIGRATION_FAILED', { step: stepName(step), reason }, { cause });
}
