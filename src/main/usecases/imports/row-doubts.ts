import { BUILT_IN_PHONE_RULE } from '#core/cleaning/built-in-rules.ts';
import { readRecipientPhone } from '#core/cleaning/read-phone.ts';
import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';
import type { RowValues } from '#main/usecases/imports/check-order-rows.ts';
import { readCountry } from '#main/usecases/imports/read-cell.ts';
import type { DoubtFlag } from '#shared/model/cleaning.ts';

/** What somebody should look at in a good row, whether or not the rule is in force: a typing error in a file is best mended there. */
export function doubtsOf(values: RowValues): DoubtFlag[] {
  const recipient = {
    phone: cleanIdentifier(values['phone'] ?? ''),
    country: readCountry(values['country'] ?? '') ?? '',
    name: values['recipient_name'] ?? '',
  };
  return readRecipientPhone(recipient, BUILT_IN_PHONE_RULE).kind === 'doubtful' ? ['phone_doubtful'] : [];
}
