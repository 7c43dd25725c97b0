import { defineErrors } from '#shared/errors/error-definition.ts';

/** Templates of labels and documents. */
export const TEMPLATE_ERRORS = defineErrors({
  ERR_TEMPLATE_UNKNOWN: { status: 404, level: 'warn', retry: 'after-reload' },
  ERR_TEMPLATE_INVALID: { status: 422, level: 'warn', retry: 'operator' },
  ERR_TEMPLATE_FILE_INVALID: { status: 422, level: 'warn', retry: 'operator' },
  ERR_TEMPLATE_FILE_TOO_LARGE: { status: 413, level: 'warn', retry: 'operator' },
  ERR_TEMPLATE_CONFLICT: { status: 409, level: 'info', retry: 'after-reload' },
  ERR_TEMPLATE_BUILT_IN: { status: 409, level: 'info', retry: 'operator' },
  ERR_TEMPLATE_CHOSEN: { status: 409, level: 'info', retry: 'operator' },
  ERR_TEMPLATE_KIND: { status: 422, level: 'info', retry: 'operator' },
});
