import { ZPL_CALIBRATION } from '#main/devices/printers/languages/zpl-calibration.ts';
import { readZplHostStatus, zplHostQuestion } from '#main/devices/printers/languages/zpl-host-status.ts';
import { encodeZplJob } from '#main/devices/printers/languages/zpl-job.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';
import { statusOf } from '#main/devices/printers/printer-status.ts';

/** ZPL of other makers: ACS pictures unless a test label came out right in Z64, which not all of them know, and `~HS` alone. */
export const zplCompatible: PrinterLanguage = {
  id: 'zpl-compatible',
  label: 'ZPL (compatible, ~HS)',
  encode: (bitmap, job) => encodeZplJob(bitmap, job, job.smallPictures ? 'z64' : 'acs'),
  needsBinaryLine: false,
  status: {
    questions: [zplHostQuestion],
    read([host]) {
      if (!host) return null;
      const { reasons, isAtWork } = readZplHostStatus(host);
      return statusOf(reasons, isAtWork, host);
    },
  },
  calibration: ZPL_CALIBRATION,
  proof: 'acknowledged',
  endOfJob: { kind: 'seen-at-work' },
  repeatsDamaged: true,
  identify: null,
};
