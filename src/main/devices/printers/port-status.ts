import type { PrinterBlockReason, PrinterStatus } from '#main/devices/printers/printer-status.ts';

const PAPER_EMPTY = 0x20;
const SELECTED = 0x10;
const NO_ERROR = 0x08;

/** The one status byte of the USB printer class (devices.md section 8.3); a healthy printer says 18 hex. */
export function portStatusOf(byte: number): PrinterStatus {
  const reasons = reasonsIn(byte);
  const rawHex = Buffer.of(byte).toString('hex');
  return { state: reasons.length > 0 ? 'blocked' : 'ready', reasons, rawHex };
}

function reasonsIn(byte: number): PrinterBlockReason[] {
  if ((byte & PAPER_EMPTY) !== 0) return ['paper_out'];
  if ((byte & NO_ERROR) === 0) return ['other'];
  return (byte & SELECTED) === 0 ? ['paused'] : [];
}
