import { askOnce, statusOf } from '#main/devices/printers/printer-status.ts';
import type { PrinterBlockReason } from '#main/devices/printers/printer-status.ts';

const PRINTING_BIT = 0x20;

/** Bit -> cause (devices.md section 3; bits 6 and 7 exist on some models only). */
const CAUSES: readonly (readonly [bit: number, reason: PrinterBlockReason])[] = [
  [0x01, 'cover_open'],
  [0x02, 'jammed'],
  [0x04, 'paper_out'],
  [0x08, 'ribbon_out'],
  [0x10, 'paused'],
  [0x40, 'cover_open'],
  [0x80, 'head_hot'],
];

/** `ESC ! ?` -> one byte. It has no frame, so of several bytes (a doubled or late reply) the newest counts. */
export const tsplQuickStatus = askOnce(Uint8Array.of(0x1b, 0x21, 0x3f), (received) => {
  const byte = received.at(-1);
  if (byte === undefined) return null;
  const reasons = CAUSES.filter(([bit]) => byte & bit).map(([, reason]) => reason);
  return statusOf(reasons, (byte & PRINTING_BIT) !== 0, Uint8Array.of(byte));
});
