import { encodeCpclJob } from '#main/devices/printers/languages/cpcl-job.ts';
import type { PrinterInquiry, PrinterLanguage } from '#main/devices/printers/printer-language.ts';
import { statusOf } from '#main/devices/printers/printer-status.ts';
import type { PrinterBlockReason, PrinterStatus, StatusQuestion } from '#main/devices/printers/printer-status.ts';

const BUSY_BIT = 0x01;
/** `ESC h`. A low battery (bit 3) and a reset some time ago (bit 4) do not stop the printer. */
const CAUSES: readonly (readonly [bit: number, reason: PrinterBlockReason])[] = [
  [0x04, 'cover_open'],
  [0x02, 'paper_out'],
];
/** `ESC i`. Its ribbon bit is set on models without a ribbon too, so it is not read; bit 5: the label was not taken yet. */
const MORE_CAUSES: readonly (readonly [bit: number, reason: PrinterBlockReason])[] = [
  [0x10, 'jammed'],
  [0x20, 'other'],
];

/** Both answers are one byte without a frame; of several the newest counts. */
const oneByte = (letter: string): StatusQuestion => ({
  request: Buffer.from(`\x1b${letter}`, 'latin1'),
  find: (received) => (received.length === 0 ? null : received.slice(-1)),
});

/**
 * CPCL of mobile printers. Its questions wait in line behind a job, so that an answer without busy and fault bits says
 * that the label before is finished. What a printer does with a label that stopped in the middle is not documented.
 */
export const cpcl: PrinterLanguage = {
  id: 'cpcl',
  label: 'CPCL',
  encode: encodeCpclJob,
  needsBinaryLine: false,
  status: { questions: [oneByte('h'), oneByte('i')], read: readStatus },
  proof: 'acknowledged',
  endOfJob: { kind: 'answered-in-turn' },
  repeatsDamaged: false,
  identify: cpclInquiry(),
};

function readStatus([first, second]: readonly Uint8Array[]): PrinterStatus | null {
  const state = first?.[0] ?? 0;
  const reasons = CAUSES.filter(([bit]) => state & bit).map(([, reason]) => reason);
  const isBusy = (state & BUSY_BIT) !== 0;
  const isPlain = reasons.length === 0 && !isBusy;
  if (!second && !isPlain) return null;
  const more = MORE_CAUSES.filter(([bit]) => (second?.[0] ?? 0) & bit).map(([, reason]) => reason);
  return statusOf([...reasons, ...more], isBusy, Uint8Array.of(state, ...(second ?? [])));
}

/** `ESC v` -> model and firmware, ended by NUL. An underscore in front is the form in which ESC/POS gives its name. */
function cpclInquiry(): PrinterInquiry {
  return {
    request: Buffer.from('\x1bv', 'latin1'),
    parse(received) {
      const match = /(?:^|[^\x20-\x7e])(?!_)([\x20-\x7e]{3,60})\0/.exec(Buffer.from(received).toString('latin1'));
      return match ? { model: (match[1] ?? '').trim(), dotsPerMm: null } : null;
    },
  };
}
