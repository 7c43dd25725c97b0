import type { PrinterState } from '#main/simulators/devices/printer/printer-body.ts';

/** `DLE EOT n` -> one byte of the form 0xx1xx10 (reference devices.md, section 6, sources S8 and S9). */
export function realTimeStatus({ blocks }: PrinterState, number: number): Uint8Array {
  const isOut = blocks.has('paper_out');
  const hasError = blocks.has('cutter_jam') || blocks.has('head_hot') || blocks.has('jam');
  const bits = {
    // The drawer is closed: its line is high.
    1: 0x04 | (blocks.size > 0 ? 0x08 : 0),
    2: (blocks.has('cover_open') ? 0x04 : 0) | (isOut ? 0x20 : 0) | (hasError ? 0x40 : 0),
    3: (blocks.has('cutter_jam') ? 0x08 : 0) | (blocks.has('head_hot') ? 0x40 : 0) | (blocks.has('jam') ? 0x04 : 0),
    4: isOut ? 0x6c : 0,
  }[number];
  return Uint8Array.of(0x12 | (bits ?? 0));
}

/** Automatic status: four bytes, the first of the form 0xx1xx00, the others 0xx0xxxx. */
export function automaticStatus({ blocks }: PrinterState): Uint8Array {
  const isOut = blocks.has('paper_out');
  return Uint8Array.of(
    0x14 | (blocks.size > 0 ? 0x08 : 0) | (blocks.has('cover_open') ? 0x20 : 0),
    (blocks.has('jam') ? 0x04 : 0) | (blocks.has('cutter_jam') ? 0x08 : 0) | (blocks.has('head_hot') ? 0x40 : 0),
    isOut ? 0x0f : 0,
    0,
  );
}

/** `GS r 1`: paper, of the form 0xx0xxxx. */
export function paperStatus({ blocks }: PrinterState): Uint8Array {
  return Uint8Array.of(blocks.has('paper_out') ? 0x0f : 0x00);
}
