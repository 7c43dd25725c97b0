import { defineErrors } from '#shared/errors/error-definition.ts';

/** Customs data of goods. */
export const CUSTOMS_GOODS_ERRORS = defineErrors({
  /** Somebody saved the same goods since this window read them. */
  ERR_CUSTOMS_GOODS_STALE: { status: 409, level: 'warn', retry: 'after-reload' },
  ERR_CUSTOMS_GOODS_FIELD_PENDING: { status: 409, level: 'info', retry: 'operator' },
  ERR_CUSTOMS_GOODS_INVALID: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_GOODS_CHANGED_SINCE: { status: 409, level: 'warn', retry: 'after-reload' },
  ERR_CUSTOMS_CERTIFICATE_TWICE: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_HS_SCHEME_TWICE: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_HS_LENGTH: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_HS_UNKNOWN: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_HS_DIFFERS: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_CHANGE_UNKNOWN: { status: 404, level: 'warn', retry: 'after-reload' },
  ERR_CUSTOMS_CHANGE_DECIDED: { status: 409, level: 'info', retry: 'after-reload' },
  ERR_CUSTOMS_CHANGE_SAME_PERSON: { status: 403, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_CHANGE_NOT_YOURS: { status: 403, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_CHANGE_NOT_IN_FORCE: { status: 409, level: 'info', retry: 'after-reload' },
  ERR_CUSTOMS_PICTURE_UNREADABLE: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_PICTURE_TOO_LARGE: { status: 413, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_PICTURE_TWICE: { status: 409, level: 'info', retry: 'never' },
  ERR_CUSTOMS_PICTURES_FULL: { status: 409, level: 'info', retry: 'operator' },
  ERR_CUSTOMS_PICTURE_UNKNOWN: { status: 404, level: 'warn', retry: 'after-reload' },
  ERR_CUSTOMS_ELEMENTS_STALE: { status: 409, level: 'warn', retry: 'after-reload' },
  ERR_CUSTOMS_ELEMENTS_INVALID: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_ELEMENTS_NO_CODE: { status: 409, level: 'info', retry: 'operator' },
});
