import { defineErrors } from '#shared/errors/error-definition.ts';

/** Label layout, readback and print jobs. */
export const LABEL_ERRORS = defineErrors({
  ERR_LABEL_READBACK_FAILED: { status: 500, level: 'error', retry: 'operator' },
  ERR_LABEL_TEXT_OVERFLOW: { status: 422, level: 'warn', retry: 'operator' },
  ERR_LABEL_FIELD_MISSING: { status: 422, level: 'warn', retry: 'operator' },
  ERR_LABEL_BARCODE_INVALID: { status: 422, level: 'warn', retry: 'operator' },
  ERR_LABEL_TOO_WIDE: { status: 422, level: 'warn', retry: 'operator' },
  ERR_LABEL_OFF_PAPER: { status: 422, level: 'warn', retry: 'operator' },
  ERR_LABEL_GLYPH_MISSING: { status: 422, level: 'warn', retry: 'operator' },
  ERR_LABEL_IMAGE_INVALID: { status: 422, level: 'warn', retry: 'operator' },
  ERR_LABEL_TOO_LARGE: { status: 422, level: 'warn', retry: 'operator' },
  ERR_PRINT_JOB_UNKNOWN: { status: 404, level: 'warn', retry: 'after-reload' },
  ERR_PRINT_ALREADY_PRINTED: { status: 409, level: 'warn', retry: 'operator' },
  ERR_PRINT_OUTCOME_UNKNOWN: { status: 409, level: 'error', retry: 'operator' },
  ERR_PRINT_REASON_REQUIRED: { status: 422, level: 'info', retry: 'operator' },
  ERR_PRINT_BATCH_EMPTY: { status: 422, level: 'info', retry: 'operator' },
  ERR_PRINT_NOTHING_TO_PRINT: { status: 409, level: 'info', retry: 'operator' },
  ERR_PRINT_VOIDED: { status: 409, level: 'warn', retry: 'operator' },
  ERR_PRINT_STATE: { status: 409, level: 'warn', retry: 'after-reload' },
});
