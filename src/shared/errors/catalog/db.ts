import { defineErrors } from '#shared/errors/error-definition.ts';

/** Database file, migrations, backups, keys. */
export const DB_ERRORS = defineErrors({
  ERR_DB_NEWER_THAN_APP: { status: 409, level: 'error', retry: 'operator' },
  ERR_DB_MIGRATION_FAILED: { status: 500, level: 'error', retry: 'operator' },
  ERR_DB_MIGRATION_CHANGED: { status: 500, level: 'error', retry: 'operator' },
  ERR_DB_CORRUPT: { status: 500, level: 'error', retry: 'operator' },
  ERR_DB_READ_ONLY: { status: 503, level: 'error', retry: 'operator' },
  ERR_DB_DISK_FULL: { status: 507, level: 'error', retry: 'operator' },
  ERR_DB_KEY_MISSING: { status: 500, level: 'error', retry: 'operator' },
  /** `keys.json` holds the key under both of its wraps: neither the key store nor the recovery key replaces it. */
  ERR_DB_KEY_FILE_MISSING: { status: 500, level: 'error', retry: 'operator' },
  ERR_DB_KEY_WRONG: { status: 500, level: 'error', retry: 'operator' },
  ERR_DB_RECOVERY_KEY_INVALID: { status: 422, level: 'warn', retry: 'operator' },
  ERR_DB_LOCKED_BY_OTHER: { status: 409, level: 'error', retry: 'operator' },
  /** The command line was pointed at a folder without a database. */
  ERR_DB_MISSING: { status: 404, level: 'warn', retry: 'operator' },
  /** The database's own list of its tables is gone: no row can be found any more. */
  ERR_DB_NOT_SALVAGEABLE: { status: 422, level: 'error', retry: 'never' },
  ERR_DB_BACKUP_FAILED: { status: 500, level: 'error', retry: 'operator' },
  ERR_DB_BACKUP_INVALID: { status: 422, level: 'error', retry: 'operator' },
  ERR_DB_BACKUP_UNKNOWN: { status: 404, level: 'warn', retry: 'after-reload' },
  ERR_DB_CONFLICT: { status: 409, level: 'warn', retry: 'after-reload' },
  ERR_DB_CONSTRAINT: { status: 500, level: 'error', retry: 'operator' },
  /** A thread that read for a list or a report died, out of memory most likely. */
  ERR_DB_READER_LOST: { status: 503, level: 'error', retry: 'safe' },
  ERR_DB_IO: { status: 503, level: 'error', retry: 'operator' },
});
