import type {
  PrinterBlockReason,
  PrinterStatus,
  PrinterStatusProtocol,
} from '#main/devices/printers/printer-language.ts';

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
export const tsplQuickStatus: PrinterStatusProtocol = {
  request: Uint8Array.of(0x1b, 0x21, 0x3f),
  parse(received) {
    const byte = received.at(-1);
    return byte === undefined ? null : statusOf(byte);
  },
};

function statusOf(byte: number): PrinterStatus {
  const reasons = [...new Set(CAUSES.filter(([bit]) => byte & bit).map(([, reason]) => reason))];
  const rawHex = byte.toString(16).padStart(2, '0');
  if (reasons.length > 0) return { state: 'blocked', reasons, rawHex };
  return { state: byte & PRINTING_BIT ? 'printing' : 'ready', reasons, rawHex };
}
