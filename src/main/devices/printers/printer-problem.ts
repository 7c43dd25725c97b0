import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';
import type { PrinterProblem } from '#main/devices/printers/print-outcome.ts';
import type { PrinterBlockReason, PrinterStatus } from '#main/devices/printers/printer-status.ts';
import { messageOf } from '#main/devices/transports/message-of.ts';

const CODE_OF: Readonly<Record<PrinterBlockReason, ErrorCode>> = {
  paper_out: 'ERR_PRINTER_PAPER_OUT',
  cover_open: 'ERR_PRINTER_COVER_OPEN',
  jammed: 'ERR_PRINTER_JAMMED',
  cutter_jam: 'ERR_PRINTER_JAMMED',
  ribbon_out: 'ERR_PRINTER_RIBBON_OUT',
  paused: 'ERR_PRINTER_PAUSED',
  head_hot: 'ERR_PRINTER_HEAD_HOT',
  other: 'ERR_PRINTER_FAULT',
};

/** What a person must see to first: an open cover explains the missing paper, not the other way round. */
const URGENCY: readonly PrinterBlockReason[] = [
  'cover_open',
  'jammed',
  'cutter_jam',
  'paper_out',
  'ribbon_out',
  'head_hot',
  'paused',
  'other',
];

/** The coded problem of a blocked printer. */
export function problemOfStatus(status: PrinterStatus): PrinterProblem {
  const { code, data } = problemOfReasons(status.reasons);
  return { code, data: { ...data, raw: status.rawHex } };
}

/** The coded problem behind stored reasons; one that no table knows counts as a fault. */
export function problemOfReasons(reasons: readonly string[]): PrinterProblem {
  const first = URGENCY.find((reason) => reasons.includes(reason)) ?? 'other';
  return { code: CODE_OF[first], data: { reasons: reasons.join(', ') } };
}

/** The coded problem of a transport that did not open. */
export function problemOfError(error: unknown): PrinterProblem {
  if (error instanceof AppError) return { code: error.code, data: error.data };
  return { code: 'ERR_DEVICE_OFFLINE', data: { detail: messageOf(error) } };
}
