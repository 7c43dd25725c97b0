import { askOnce, statusOf } from '#main/devices/printers/printer-status.ts';
import type { PrinterBlockReason, PrinterStatus } from '#main/devices/printers/printer-status.ts';

const FRAME_BYTES = 8;

/** First letter of a reply -> state. Waiting for a key or for the label to be taken holds the printer until somebody acts. */
const BUSY_LETTERS = 'BCFPW';
const WAITING_LETTERS = 'KLE';

type Cause = readonly [bit: number, reason: PrinterBlockReason];

/** Third letter, counted as bits above `@`: A head hot, B motor hot, D head error, H cutter jam, P out of memory. */
const ERROR_CAUSES: readonly Cause[] = [
  [0x01, 'head_hot'],
  [0x02, 'head_hot'],
  [0x04, 'other'],
  [0x08, 'cutter_jam'],
  [0x10, 'other'],
];

/** Fourth letter: A paper empty, B paper jam, D ribbon empty, H ribbon jam, ` cover open. */
const MEDIA_CAUSES: readonly Cause[] = [
  [0x01, 'paper_out'],
  [0x02, 'jammed'],
  [0x04, 'ribbon_out'],
  [0x08, 'jammed'],
  [0x20, 'cover_open'],
];

/** `ESC ! S` -> `02 state warning error media 03 0D 0A`; the newest whole frame among stray bytes counts. */
export const tsplFramedStatus = askOnce(Uint8Array.of(0x1b, 0x21, 0x53), (received) => {
  for (let at = received.length - FRAME_BYTES; at >= 0; at -= 1) {
    const frame = received.subarray(at, at + FRAME_BYTES);
    if (isFrame(frame)) return stateIn(frame);
  }
  return null;
});

function isFrame(frame: Uint8Array): boolean {
  const isEnclosed = frame[0] === 0x02 && frame[5] === 0x03 && frame[6] === 0x0d && frame[7] === 0x0a;
  return isEnclosed && frame.subarray(1, 5).every((letter) => letter >= 0x40 && letter <= 0x7f);
}

function stateIn(frame: Uint8Array): PrinterStatus {
  const [, state = 0x40, , error = 0x40, media = 0x40] = frame;
  const letter = String.fromCharCode(state);
  const found = [...causes(media, MEDIA_CAUSES), ...causes(error, ERROR_CAUSES)];
  if (letter === '`') found.push('paused');
  if (WAITING_LETTERS.includes(letter) && found.length === 0) found.push('other');
  return statusOf(found, BUSY_LETTERS.includes(letter), frame);
}

function causes(letter: number, table: readonly Cause[]): PrinterBlockReason[] {
  return table.filter(([bit]) => letter & 0x3f & bit).map(([, reason]) => reason);
}
