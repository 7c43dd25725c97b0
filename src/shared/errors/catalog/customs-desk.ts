import { defineErrors } from '#shared/errors/error-definition.ts';

/** The customs desk: senders, cases, fills, overrides, replies. */
export const CUSTOMS_DESK_ERRORS = defineErrors({
  ERR_CUSTOMS_PROFILE_UNREADABLE: { status: 500, level: 'error', retry: 'operator' },
  ERR_CUSTOMS_PROFILE_CHANGED: { status: 409, level: 'warn', retry: 'after-reload' },
  ERR_CUSTOMS_CASE_UNKNOWN: { status: 404, level: 'warn', retry: 'after-reload' },
  ERR_CUSTOMS_CASE_CHANGED: { status: 409, level: 'warn', retry: 'after-reload' },
  ERR_CUSTOMS_CASE_CLOSED: { status: 409, level: 'info', retry: 'never' },
  ERR_CUSTOMS_VALUE_INVALID: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_VALUE_FOR_ONE: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_FILL_UNKNOWN: { status: 404, level: 'info', retry: 'after-reload' },
  /** The hold goes by itself, or by the named right at the desk. */
  ERR_CUSTOMS_RELEASE_AT_DESK: { status: 409, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_NOTHING_TO_ASK: { status: 409, level: 'info', retry: 'never' },
  ERR_CUSTOMS_TEMPLATE_INVALID: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_TEMPLATE_CHANGED: { status: 409, level: 'warn', retry: 'after-reload' },
});
