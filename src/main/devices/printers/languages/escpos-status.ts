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

const isOffline = (byte = 0): boolean => (byte & OFFLINE_BIT) !== 0;

/**
 * Asks for the cause only while the printer is offline: one byte is the rule, and answers look all alike. A printer that names none may
 * have gone on between two answers (its head has cooled down), so that it is asked once more whether it is offline.
 */
export const escposStatus: PrinterStatusProtocol = {
  questions: [1, 2, 3, 4, 1].map(realTime),
  read(answers) {
    const raw = Uint8Array.from(answers, (answer) => answer[0] ?? 0);
    const [printer, ...others] = raw;
    if (!isOffline(printer)) return statusOf([], false, raw);
    if (others.length < CAUSES.length) return null;
    const reasons = CAUSES.flatMap((causes, index) =>
      causes.filter(([bit]) => (others[index] ?? 0) & bit).map(([, reason]) => reason),
    );
    if (reasons.length > 0) return statusOf(reasons, false, raw);
    const again = others[CAUSES.length];
    return again === undefined ? null : statusOf(isOffline(again) ? ['other'] : [], false, raw);
  },
};
