import { defineErrors } from '#shared/errors/error-definition.ts';

/** Rule packs, confirmations, rates and words of the customs checks. */
export const CUSTOMS_RULES_ERRORS = defineErrors({
  ERR_CUSTOMS_PACK_NO_KEY: { status: 409, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_PACK_TOO_LARGE: { status: 413, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_PACK_UNSIGNED: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_PACK_SIGNATURE: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_PACK_MALFORMED: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_PACK_FORMAT: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_PACK_OLDER: { status: 409, level: 'info', retry: 'operator' },
  ERR_CUSTOMS_PACK_REUSED: { status: 409, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_PACK_CHANGED: { status: 409, level: 'info', retry: 'after-reload' },
  ERR_CUSTOMS_PACK_NOTHING_TO_UNDO: { status: 409, level: 'info', retry: 'operator' },
  ERR_CUSTOMS_RULE_UNKNOWN: { status: 404, level: 'info', retry: 'after-reload' },
  ERR_CUSTOMS_RULE_NOT_CONFIRMABLE: { status: 409, level: 'info', retry: 'operator' },
  ERR_CUSTOMS_RULE_CHANGED: { status: 409, level: 'info', retry: 'after-reload' },
  ERR_CUSTOMS_RATE_INVALID: { status: 422, level: 'info', retry: 'operator' },
  ERR_CUSTOMS_RATE_UNLIKELY: { status: 409, level: 'info', retry: 'operator' },
  ERR_CUSTOMS_RATES_COLUMNS: { status: 422, level: 'info', retry: 'operator' },
  ERR_CUSTOMS_WORD_INVALID: { status: 422, level: 'info', retry: 'operator' },
  ERR_CUSTOMS_WORDS_FULL: { status: 409, level: 'info', retry: 'operator' },
});
