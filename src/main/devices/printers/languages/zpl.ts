import { ZPL_CALIBRATION } from '#main/devices/printers/languages/zpl-calibration.ts';
import { readZplErrors, zplErrorQuestion } from '#main/devices/printers/languages/zpl-error-flags.ts';
import { readZplHostStatus, zplHostQuestion } from '#main/devices/printers/languages/zpl-host-status.ts';
import { zplInquiry } from '#main/devices/printers/languages/zpl-inquiry.ts';
import { encodeZplJob } from '#main/devices/printers/languages/zpl-job.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';
import { statusOf } from '#main/devices/printers/printer-status.ts';

/**
 * ZPL II of Zebra: Z64 pictures, the small ones that serial lines need. `~HQES` names the fault, also on models that
 * keep silent to `~HS` while they have one; the counters of `~HS` tell when the job is on paper.
 */
export const zpl: PrinterLanguage = {
  id: 'zpl',
  label: 'ZPL II',
  encode: (bitmap, job) => encodeZplJob(bitmap, job, 'z64'),
  needsBinaryLine: false,
  status: {
    questions: [zplErrorQuestion, zplHostQuestion],
    read([errors, host]) {
      const found = errors ? readZplErrors(errors) : [];
      if (errors && found.length > 0) return statusOf(found, false, errors);
      if (!host) return null;
      const { reasons, isAtWork } = readZplHostStatus(host);
      return statusOf(reasons, isAtWork, host);
    },
  },
  calibration: ZPL_CALIBRATION,
  proof: 'acknowledged',
  endOfJob: { kind: 'seen-at-work' },
  repeatsDamaged: true,
  identify: zplInquiry,
};
