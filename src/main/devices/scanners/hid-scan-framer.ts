import { decodeText } from '#main/devices/scanners/scan-framer.ts';
import type { ScanFramer } from '#main/devices/scanners/scan-framer.ts';

/** How long the rest of a code may take; reports follow each other within a few milliseconds. */
const SILENCE_MS = 500;
/** Twice the longest symbol there is. */
const LIMIT_BYTES = 16_384;

/** Report 2 of most makers: length, AIM id, 56 bytes of data, symbology, reserved, flags. */
const HONEYWELL = { id: 2, length: 64, aimAt: 2, dataAt: 5, dataBytes: 56, flagsAt: 63 } as const;
const CONTINUED = 0x01;
/** Report 1 of some makers (Microscan): length and 62 bytes of data. A full report is continued by the next. */
const PLAIN = { id: 1, dataAt: 2, dataBytes: 62 } as const;

/**
 * Puts the reports of a USB HID POS scanner together (reference devices.md, section 10.1, source S20). Each push is one
 * report, its number first. A code that never ends is dropped: half a code is no code.
 */
export function createHidScanFramer(): ScanFramer {
  let aimId = '';
  let held: number[] = [];
  let isPending = false;

  function take(report: Uint8Array): string | null {
    const part = readReport(report);
    if (!part) return null;
    if (!isPending) aimId = part.aimId;
    held.push(...part.data);
    isPending = part.isContinued && held.length < LIMIT_BYTES;
    if (isPending) return null;
    const code = aimId + decodeText(Uint8Array.from(held));
    held = [];
    return code === aimId ? null : code;
  }

  return {
    push(report) {
      const code = take(report);
      return code === null ? [] : [code];
    },
    endBySilence() {
      held = [];
      isPending = false;
      return null;
    },
    get isPending() {
      return isPending;
    },
    silenceMs: SILENCE_MS,
  };
}

interface ReportPart {
  readonly aimId: string;
  readonly data: Uint8Array;
  readonly isContinued: boolean;
}

/** Null for a report that is none of a scanner's, or says that it is longer than it is. */
function readReport(report: Uint8Array): ReportPart | null {
  const [id, length = 0] = report;
  if (id === PLAIN.id && length <= PLAIN.dataBytes && report.length >= PLAIN.dataAt + length) {
    const data = report.slice(PLAIN.dataAt, PLAIN.dataAt + length);
    return { aimId: '', data, isContinued: length === PLAIN.dataBytes };
  }
  if (id !== HONEYWELL.id || report.length < HONEYWELL.length || length > HONEYWELL.dataBytes) return null;
  const aim = Buffer.from(report.subarray(HONEYWELL.aimAt, HONEYWELL.dataAt)).toString('latin1');
  return {
    // Scanners that send none fill its place with zeros.
    aimId: /^\][A-Za-z][0-9A-Za-z]$/.test(aim) ? aim : '',
    data: report.slice(HONEYWELL.dataAt, HONEYWELL.dataAt + length),
    isContinued: ((report[HONEYWELL.flagsAt] ?? 0) & CONTINUED) !== 0,
  };
}
