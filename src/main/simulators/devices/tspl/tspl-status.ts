/** Why a printer stands still. */
export type TsplBlock = 'paper_out' | 'cover_open' | 'jam' | 'ribbon_out' | 'paused' | 'head_hot';

export interface TsplState {
  readonly blocks: ReadonlySet<TsplBlock>;
  readonly isPrinting: boolean;
  readonly isBufferFull: boolean;
}

/** Bits of the one-byte answer to `ESC ! ?` (reference devices.md, section 3, source S5). */
const STATUS_BITS: Readonly<Record<TsplBlock, number>> = {
  cover_open: 0x01,
  jam: 0x02,
  paper_out: 0x04,
  ribbon_out: 0x08,
  paused: 0x10,
  head_hot: 0x80,
};
const PRINTING_BIT = 0x20;

/** `ESC ! ?` */
export function shortStatus(state: TsplState): Uint8Array {
  let bits = state.isPrinting ? PRINTING_BIT : 0;
  for (const block of state.blocks) bits |= STATUS_BITS[block];
  return Uint8Array.of(bits);
}

/** `ESC ! S`: STX, state, warning, error, error, ETX, CR, LF (source S4). Causes of one byte add up. */
export function longStatus(state: TsplState): Uint8Array {
  const { blocks } = state;
  const warning = state.isBufferFull ? 0x48 : 0x40;
  const machine = blocks.has('head_hot') ? 0x41 : 0x40;
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

function stateByte(state: TsplState, hasError: boolean): number {
  if (hasError) return 0x45; // E
  if (state.blocks.has('paused')) return 0x60; // `
  return state.isPrinting ? 0x50 : 0x40; // P or @
}
