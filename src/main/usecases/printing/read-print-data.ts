import { AppError } from '#shared/errors/app-error.ts';

/** Stands for the fields of a label once the personal data of its order was erased. */
export const ERASED_DATA = '{"erased":true}';

/** The fields of a queued label. @throws AppError ERR_ORDER_DATA_ERASED */
export function readPrintData(job: { readonly data_json: string }): Record<string, unknown> {
  if (job.data_json === ERASED_DATA) throw new AppError('ERR_ORDER_DATA_ERASED', {});
  return JSON.parse(job.data_json) as Record<string, unknown>;
}
