import { statusOf } from '#main/devices/printers/printer-status.ts';
import type {
  PrinterBlockReason,
  PrinterStatusProtocol,
  StatusQuestion,
} from '#main/devices/printers/printer-status.ts';

const OFFLINE_BIT = 0x08;

type Cause = readonly [bit: number, reason: PrinterBlockReason];

/** `DLE EOT 2`, `3`, `4` (devices.md section 6). */
const CAUSES: readonly (readonly Cause[])[] = [
  [
    [0x04, 'cover_open'],
    [0x20, 'paper_out'],
  ],
  [
    [0x08, 'cutter_jam'],
    [0x40, 'head_hot'],
    [0x20, 'other'],
  ],
  [[0x60, 'paper_out']],
];

/** Real-time answers have the form 0xx1xx10; all other bytes are not meant. Of several the newest counts. */
const realTime = (number: number): StatusQuestion => ({
  request: Uint8Array.of(0x10, 0x04, number),
  find(received) {
    const byte = received.findLast((candidate) => (candidate & 0x93) === 0x12);
    return byte === undefined ? null : Uint8Array.of(byte);
  },
});

/** Asks for the cause only while the printer is offline: one byte is the rule, and answers look all alike. */
export const escposStatus: PrinterStatusProtocol = {
  questions: [1, 2, 3, 4].map(realTime),
  read(answers) {
    const [printer, ...causes] = answers.map((answer) => answer[0] ?? 0);
    const isOffline = ((printer ?? 0) & OFFLINE_BIT) !== 0;
    if (isOffline && answers.length < 4) return null;
    const raw = Uint8Array.of(printer ?? 0, ...causes);
    if (!isOffline) return statusOf([], false, raw);
    const reasons = causes.flatMap((byte, index) =>
      (CAUSES[index] ?? []).filter(([bit]) => byte & bit).map(([, reason]) => reason),
    );
    return statusOf(reasons.length === 0 ? ['other'] : reasons, false, raw);
  },
};
