import { ERROR_CATALOG } from '#shared/errors/catalog.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';
import type { ErrorDefinition } from '#shared/errors/error-definition.ts';

/** Plain values that explain the error and fill the placeholders of its texts. Never secrets or personal data. */
export type ErrorData = Readonly<Record<string, string | number | boolean | null>>;

/** The only error that use cases throw on purpose; the wire carries its code and data, each screen translates them. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly data: ErrorData;

  constructor(code: ErrorCode, data: ErrorData = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(data)}`, options);
    this.name = 'AppError';
    this.code = code;
    this.data = data;
  }

  get definition(): ErrorDefinition {
    return ERROR_CATALOG[this.code];
  }
}
