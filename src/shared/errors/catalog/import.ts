import { defineErrors } from '#shared/errors/error-definition.ts';

/** CSV and XLSX imports. */
export const IMPORT_ERRORS = defineErrors({
  ERR_IMPORT_FILE_UNREADABLE: { status: 422, level: 'warn', retry: 'operator' },
  ERR_IMPORT_NOT_A_WORKBOOK: { status: 422, level: 'warn', retry: 'operator' },
  ERR_IMPORT_FILE_TOO_LARGE: { status: 413, level: 'warn', retry: 'operator' },
  ERR_IMPORT_EMPTY: { status: 422, level: 'warn', retry: 'operator' },
  ERR_IMPORT_COLUMN_MISSING: { status: 422, level: 'warn', retry: 'operator' },
  ERR_IMPORT_VALUE_MISSING: { status: 422, level: 'warn', retry: 'operator' },
  ERR_IMPORT_VALUE_INVALID: { status: 422, level: 'warn', retry: 'operator' },
  ERR_IMPORT_DIGITS_LOST: { status: 422, level: 'warn', retry: 'operator' },
  ERR_IMPORT_ROW_TOO_WIDE: { status: 422, level: 'warn', retry: 'operator' },
  /** {column} of a platform's export says {status}, which is not waiting to be shipped. */
  ERR_IMPORT_STATUS_NOT_WAITING: { status: 422, level: 'info', retry: 'operator' },
  ERR_IMPORT_ROW_REPEATED: { status: 422, level: 'warn', retry: 'operator' },
  ERR_IMPORT_ORDER_CONFLICT: { status: 422, level: 'warn', retry: 'operator' },
  ERR_IMPORT_ORDER_INCOMPLETE: { status: 422, level: 'warn', retry: 'operator' },
  ERR_IMPORT_ORDER_FROM_CHANNEL: { status: 409, level: 'warn', retry: 'operator' },
  ERR_IMPORT_ORDER_IN_WORK: { status: 409, level: 'warn', retry: 'operator' },
  ERR_IMPORT_UNKNOWN: { status: 404, level: 'warn', retry: 'after-reload' },
  ERR_IMPORT_ALREADY_APPLIED: { status: 409, level: 'warn', retry: 'never' },
  /** Asked for while the file is still read, applied or taken back. */
  ERR_IMPORT_RUNNING: { status: 409, level: 'info', retry: 'after-reload' },
  /** Shown at an import that a crash left half done. */
  ERR_IMPORT_INTERRUPTED: { status: 409, level: 'warn', retry: 'operator' },
  ERR_IMPORT_NOT_UNDOABLE: { status: 409, level: 'warn', retry: 'operator' },
});
