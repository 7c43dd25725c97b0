import { EPL2_CALIBRATION } from '#main/devices/printers/languages/epl2-calibration.ts';
import { encodeEpl2Job } from '#main/devices/printers/languages/epl2-job.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';
import { askOnce, statusOf } from '#main/devices/printers/printer-status.ts';
import type { PrinterBlockReason } from '#main/devices/printers/printer-status.ts';

/** Codes of `^ee` that stop the printer (Intermec ESim 4.00 and PC4/PF8 manuals, appendix A; 11 also in Zebra's EPL guide). */
const CAUSES: ReadonlyMap<string, PrinterBlockReason> = new Map([
  ['07', 'paper_out'],
  ['11', 'cover_open'],
  ['62', 'head_hot'],
  ['81', 'cutter_jam'],
  ['92', 'paused'],
]);
/** 01 to 05 and 08 speak of the command before, which is over; 00 is "no error". */
const HARMLESS = new Set(['00', '01', '02', '03', '04', '05', '08']);

/**
 * EPL2. `^ee` answers with all errors that stand, and says nothing about work in hand: that a label is on paper cannot
 * be known, so a job ends as sent.
 */
export const epl2: PrinterLanguage = {
  id: 'epl2',
  label: 'EPL2',
  encode: encodeEpl2Job,
  needsBinaryLine: true,
  status: askOnce(Buffer.from('\n^ee\n', 'latin1'), (received) => {
    const line = [
      ...Buffer.from(received)
        .toString('latin1')
        .matchAll(/(\d\d(?:,\d\d)*)\r\n/g),
    ].at(-1)?.[1];
    if (line === undefined) return null;
    const serious = line.split(',').filter((code) => !HARMLESS.has(code));
    return statusOf(
      serious.map((code) => CAUSES.get(code) ?? 'other'),
      false,
      Buffer.from(line, 'latin1'),
    );
  }),
  calibration: EPL2_CALIBRATION,
  proof: 'none',
  endOfJob: { kind: 'not-told' },
  repeatsDamaged: false,
  identify: null,
};
