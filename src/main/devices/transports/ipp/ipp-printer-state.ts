import type { PrinterBlockReason, PrinterStatus } from '#main/devices/printers/printer-status.ts';
import type { IppValue } from '#main/devices/transports/ipp/ipp-message.ts';

/** Keywords of `printer-state-reasons` (RFC 8011 section 5.4.12 and CUPS) without their severity -> what stops a label. */
const REASONS: Readonly<Record<string, PrinterBlockReason>> = {
  'media-empty': 'paper_out',
  'media-needed': 'paper_out',
  'input-tray-missing': 'paper_out',
  'media-jam': 'jammed',
  'cover-open': 'cover_open',
  'door-open': 'cover_open',
  'interlock-open': 'cover_open',
  'marker-supply-empty': 'ribbon_out',
  'marker-supply-missing': 'ribbon_out',
  'fuser-over-temp': 'head_hot',
  paused: 'paused',
  'moving-to-paused': 'paused',
  'connecting-to-device': 'other',
  'spool-area-full': 'other',
  shutdown: 'other',
  offline: 'other',
  'timed-out': 'other',
};
const STOPPED = 5;
const PROCESSING = 4;

/** How queue and printer stand; the words as they came stay in `rawHex`, for people. */
export function ippPrinterStatus(attributes: ReadonlyMap<string, readonly IppValue[]>): PrinterStatus {
  const state = Number(attributes.get('printer-state')?.[0] ?? STOPPED);
  const words = (attributes.get('printer-state-reasons') ?? []).map(String).filter((word) => word !== 'none');
  const reasons = words.flatMap((word) => {
    // A report is news, not trouble.
    const known = word.endsWith('-report') ? undefined : REASONS[word.replace(/-(error|warning)$/, '')];
    return known ? [known] : [];
  });
  if (state === STOPPED && reasons.length === 0) reasons.push('paused');
  if (attributes.get('printer-is-accepting-jobs')?.[0] === false && reasons.length === 0) reasons.push('paused');
  const rawHex = [...words, String(attributes.get('printer-state-message')?.[0] ?? '')].filter(Boolean).join(', ');
  if (reasons.length > 0) return { state: 'blocked', reasons: [...new Set(reasons)], rawHex };
  return { state: state === PROCESSING ? 'printing' : 'ready', reasons: [], rawHex };
}
