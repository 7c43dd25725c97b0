import type { PrinterBlockReason, PrinterStatus } from '#main/devices/printers/printer-status.ts';
import type { KeptJob } from '#main/devices/transports/transport.ts';

/** `PRINTER_STATUS_*` of winspool.h that stop a label. */
const PRINTER_REASONS: readonly (readonly [flag: number, reason: PrinterBlockReason])[] = [
  [0x0000_0001, 'paused'],
  [0x0000_0002, 'other'],
  [0x0000_0008, 'jammed'],
  [0x0000_0010, 'paper_out'],
  [0x0000_0040, 'paper_out'],
  [0x0000_0080, 'other'],
  [0x0000_1000, 'other'],
  [0x0004_0000, 'ribbon_out'],
  [0x0010_0000, 'other'],
  [0x0040_0000, 'cover_open'],
];
const PRINTER_AT_WORK = 0x0000_0100 | 0x0000_0200 | 0x0000_0400 | 0x0000_4000;

const JOB = {
  paused: 0x0001,
  error: 0x0002,
  deleting: 0x0004,
  printing: 0x0010,
  offline: 0x0020,
  paperOut: 0x0040,
  printed: 0x0080,
  deleted: 0x0100,
  blocked: 0x0200,
  intervention: 0x0400,
  complete: 0x1000,
} as const;

/** How Windows says that the printer stands. A hint: many drivers tell nothing at all. */
export function spoolerStatus(flags: number): PrinterStatus {
  const reasons = [...new Set(PRINTER_REASONS.flatMap(([flag, reason]) => ((flags & flag) === 0 ? [] : [reason])))];
  const rawHex = (flags >>> 0).toString(16).padStart(8, '0');
  if (reasons.length > 0) return { state: 'blocked', reasons, rawHex };
  return { state: (flags & PRINTER_AT_WORK) === 0 ? 'ready' : 'printing', reasons: [], rawHex };
}

/** What the flags of a job say; a job that has left the queue was delivered to its port. */
export function spoolerJob(flags: number | null): KeptJob {
  if (flags === null) return { state: 'done' };
  const has = (flag: number): boolean => (flags & flag) !== 0;
  if (has(JOB.deleting) || has(JOB.deleted)) return { state: 'lost', detail: 'deleted in the queue' };
  if (has(JOB.printed) || has(JOB.complete)) return { state: 'done' };
  if (has(JOB.paperOut)) return { state: 'blocked', reasons: ['paper_out'] };
  if (has(JOB.paused)) return { state: 'blocked', reasons: ['paused'] };
  if (has(JOB.error) || has(JOB.offline) || has(JOB.blocked) || has(JOB.intervention))
    return { state: 'blocked', reasons: ['other'] };
  return { state: has(JOB.printing) ? 'printing' : 'waiting' };
}
