import { defineErrors } from '#shared/errors/error-definition.ts';

/** Sign-in, roles, sessions and API tokens. */
export const AUTH_ERRORS = defineErrors({
  ERR_AUTH_SIGN_IN_REQUIRED: { status: 401, level: 'info', retry: 'operator' },
  ERR_AUTH_PIN_WRONG: { status: 401, level: 'warn', retry: 'operator' },
  ERR_AUTH_LOCKED_OUT: { status: 429, level: 'warn', retry: 'operator' },
  ERR_AUTH_ROLE_MISSING: { status: 403, level: 'warn', retry: 'operator' },
  ERR_AUTH_TOKEN_INVALID: { status: 401, level: 'warn', retry: 'never' },
  ERR_AUTH_SCOPE_MISSING: { status: 403, level: 'warn', retry: 'never' },
  ERR_AUTH_RATE_LIMITED: { status: 429, level: 'warn', retry: 'safe' },
  ERR_AUTH_BADGE_UNKNOWN: { status: 401, level: 'warn', retry: 'operator' },
  ERR_AUTH_OPERATOR_UNKNOWN: { status: 404, level: 'warn', retry: 'after-reload' },
  ERR_AUTH_NAME_TAKEN: { status: 409, level: 'info', retry: 'operator' },
  ERR_AUTH_LAST_ADMIN: { status: 409, level: 'warn', retry: 'operator' },
  /** A right that is given to persons by name. */
  ERR_AUTH_RIGHT_MISSING: { status: 403, level: 'warn', retry: 'operator' },
  ERR_AUTH_PIN_WEAK: { status: 422, level: 'info', retry: 'operator' },
});
