import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** What print components take: waybills as their platform made them. A picture of ours they cannot print. */
export const platformDocument = {
  id: 'platform-document',
  label: 'Waybills of a platform',
  mediaType: 'application/json',
  encode() {
    throw new AppError('ERR_COMPONENT_NO_PICTURES', {});
  },
  needsBinaryLine: false,
  status: null,
  proof: 'none',
  endOfJob: { kind: 'not-told' },
  repeatsDamaged: false,
  identify: null,
} as const satisfies PrinterLanguage;
