/**
 * `GS ( A`, test 64: the printer measures the layout of its paper by itself and keeps it, in place of one set before (Epson,
 * TM-L90 specification, GS ( A). Afterwards it starts anew. Receipt printers have no such test.
 */
const MEASURE = Uint8Array.of(0x1d, 0x28, 0x41, 2, 0, 0, 64);
export const ESCPOS_CALIBRATION = { gap: MEASURE, mark: MEASURE } as const;
