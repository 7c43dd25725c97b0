import { defineErrors } from '#shared/errors/error-definition.ts';

/** Customs papers and their archive. `paper` is a CustomsPaperKind, `field` a path of the declaration such as `lines.0.origin`. */
export const CUSTOMS_PAPERS_ERRORS = defineErrors({
  ERR_CUSTOMS_PAPER_FIELD: { status: 422, level: 'info', retry: 'operator' },
  ERR_CUSTOMS_PAPER_OVERFLOW: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_PAPER_GLYPH: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_PAPER_PICTURE: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_PAPER_LINES: { status: 422, level: 'info', retry: 'operator' },
  ERR_CUSTOMS_PAPER_PACKAGES: { status: 422, level: 'info', retry: 'operator' },
  ERR_CUSTOMS_PAPER_CATEGORY: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CUSTOMS_PAPER_NOT_NEEDED: { status: 422, level: 'info', retry: 'never' },
  ERR_CUSTOMS_PAPERS_NONE_NEEDED: { status: 422, level: 'info', retry: 'operator' },
  ERR_CUSTOMS_PAPERS_TOO_MANY: { status: 422, level: 'info', retry: 'operator' },
  ERR_CUSTOMS_DOCUMENT_UNKNOWN: { status: 404, level: 'warn', retry: 'after-reload' },
  ERR_CUSTOMS_DOCUMENT_DAMAGED: { status: 500, level: 'error', retry: 'operator' },
  ERR_CUSTOMS_BATCH_UNKNOWN: { status: 404, level: 'warn', retry: 'after-reload' },
  ERR_CUSTOMS_BATCH_STATE: { status: 409, level: 'info', retry: 'after-reload' },
  ERR_CUSTOMS_BATCH_EMPTY: { status: 422, level: 'info', retry: 'operator' },
});
