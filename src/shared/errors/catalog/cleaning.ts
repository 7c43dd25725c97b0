import { defineErrors } from '#shared/errors/error-definition.ts';

/** Rules that tidy what channels send. */
export const CLEANING_ERRORS = defineErrors({
  ERR_CLEANING_RULE_UNKNOWN: { status: 404, level: 'info', retry: 'after-reload' },
  /** Numbers that identify orders are always cleaned. */
  ERR_CLEANING_RULE_LOCKED: { status: 409, level: 'info', retry: 'operator' },
  /** Somebody saved it meanwhile. */
  ERR_CLEANING_RULE_CHANGED: { status: 409, level: 'info', retry: 'after-reload' },
  /** {field} of the form, {reason}: identity, endless, nothing, name */
  ERR_CLEANING_RULE_INVALID: { status: 422, level: 'info', retry: 'operator' },
  ERR_CLEANING_RULE_ACTIVE: { status: 409, level: 'info', retry: 'operator' },
  ERR_CLEANING_RULE_INACTIVE: { status: 409, level: 'info', retry: 'operator' },
  ERR_CLEANING_RUN_BUSY: { status: 409, level: 'info', retry: 'operator' },
});
