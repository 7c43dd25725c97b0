import { redact, redactText } from '#main/lib/redact.ts';
import { supportBundleQuery } from '#main/usecases/support/support-bundle-query.ts';

/** The support bundle with the product's redaction, for readers and for where no reader may open the file. */
export const SUPPORT_BUNDLE = supportBundleQuery({ value: (value) => redact(value), text: redactText });
