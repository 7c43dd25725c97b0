import { checkLines } from '#core/customs/checks/check-lines.ts';
import type { CustomsCheck } from '#core/customs/customs-check.ts';

/** Papers of the goods on the ship date. */
export const CERTIFICATE_CHECKS = {
  'certificate-expired': {
    limits: [],
    find: ({ declaration }) =>
      checkLines(declaration, 'certificates', (line) => {
        const expired = line.certificates.find(({ validTo }) => validTo !== null && validTo < declaration.shipDate);
        return expired ? { kind: expired.kind, number: expired.number, day: expired.validTo ?? '' } : null;
      }),
  },
  'certificate-not-yet': {
    limits: [],
    find: ({ declaration }) =>
      checkLines(declaration, 'certificates', (line) => {
        const early = line.certificates.find(({ validFrom }) => validFrom !== null && validFrom > declaration.shipDate);
        return early ? { kind: early.kind, number: early.number, day: early.validFrom ?? '' } : null;
      }),
  },
} as const satisfies Record<string, CustomsCheck>;
