import type { PrinterBlock } from '#main/simulators/devices/printer/print-engine.ts';
import type { PrinterState } from '#main/simulators/devices/printer/printer-body.ts';

/** Bits of the one-byte answer to `ESC ! ?` (reference devices.md, section 3, source S5). */
const STATUS_BITS: Readonly<Record<PrinterBlock, number>> = {
  cover_open: 0x01,
  jam: 0x02,
  paper_out: 0x04,
  ribbon_out: 0x08,
  paused: 0x10,
  head_hot: 0x80,
  // This byte has no bit for the cutter; to a printer it is one more jam.
  cutter_jam: 0x02,
};
const PRINTING_BIT = 0x20;

/** `ESC ! ?` */
export function shortStatus(state: PrinterState): Uint8Array {
  let bits = state.isPrinting ? PRINTING_BIT : 0;
  for (const block of state.blocks) bits |= STATUS_BITS[block];
  return Uint8Array.of(bits);
}

/** `ESC ! S`: STX, state, warning, error, error, ETX, CR, LF (source S4). Causes of one byte add up. */
export function longStatus(state: PrinterState): Uint8Array {
  const { blocks } = state;
  const warning = state.isBufferFull ? 0x48 : 0x40;
  const machine = 0x40 | (blocks.has('head_hot') ? 0x01 : 0) | (blocks.has('cutter_jam') ? 0x08 : 0);
  let media = 0x40;
  if (blocks.has('paper_out')) media |= 0x01;
  if (blocks.has('jam')) media |= 0x02;
  if (blocks.has('ribbon_out')) media |= 0x04;
  if (blocks.has('cover_open')) media |= 0x20;
  return Uint8Array.of(
    0x02,
    stateByte(state, machine !== 0x40 || media !== 0x40),
    warning,
    machine,
    media,
    0x03,
    0x0d,
    0x0a,
  );
}

function stateByte(state: PrinterState, hasError: boolean): number {
  if (hasError) return 0x45; // E
  if (state.blocks.has('paused')) return 0x60; // `
  return state.isPrinting ? 0x50 : 0x40; // P or @
}
