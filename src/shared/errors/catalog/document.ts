import { defineErrors } from '#shared/errors/error-definition.ts';

/** Slips, lists and labels that are printed on request. */
export const DOCUMENT_ERRORS = defineErrors({
  ERR_DOCUMENT_EMPTY: { status: 422, level: 'info', retry: 'operator' },
  ERR_DOCUMENT_PARCEL_STATE: { status: 409, level: 'info', retry: 'operator' },
  ERR_DOCUMENT_GS1_PREFIX_MISSING: { status: 409, level: 'info', retry: 'operator' },
  ERR_DOCUMENT_SSCC_USED_UP: { status: 409, level: 'error', retry: 'operator' },
  ERR_DOCUMENT_LOCATIONS_UNLIKE: { status: 422, level: 'info', retry: 'operator' },
  ERR_DOCUMENT_LOCATIONS_BACKWARDS: { status: 422, level: 'info', retry: 'operator' },
  ERR_DOCUMENT_LOCATIONS_TOO_MANY: { status: 422, level: 'info', retry: 'operator' },
});
