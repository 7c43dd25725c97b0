import { BATTERY_CHECKS } from '#core/customs/checks/battery-checks.ts';
import { CERTIFICATE_CHECKS } from '#core/customs/checks/certificate-checks.ts';
import { CODE_CHECKS } from '#core/customs/checks/code-checks.ts';
import { NUMBER_CHECKS } from '#core/customs/checks/number-checks.ts';
import { POSTAL_CHECKS } from '#core/customs/checks/postal-checks.ts';
import { SUM_CHECKS } from '#core/customs/checks/sum-checks.ts';
import { TEXT_CHECKS } from '#core/customs/checks/text-checks.ts';
import { VALUE_CHECKS } from '#core/customs/checks/value-checks.ts';
import type { CustomsCheck } from '#core/customs/customs-check.ts';

/** Every check that data cannot say, by the name that rules call it by. A pack that names another is not accepted. */
export const CHECKS: Readonly<Record<string, CustomsCheck>> = {
  ...POSTAL_CHECKS,
  ...SUM_CHECKS,
  ...CODE_CHECKS,
  ...TEXT_CHECKS,
  ...VALUE_CHECKS,
  ...BATTERY_CHECKS,
  ...NUMBER_CHECKS,
  ...CERTIFICATE_CHECKS,
};
