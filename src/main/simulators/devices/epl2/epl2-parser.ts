/** What an EPL2 printer finds in its input, in order. */
export type Epl2Event =
  | { readonly kind: 'line'; readonly text: string }
  /** `GW`: a 0 bit prints black. */
  | {
      readonly kind: 'graphic';
      readonly x: number;
      readonly y: number;
      readonly widthBytes: number;
      readonly heightDots: number;
      readonly payload: Uint8Array;
    };

export interface Epl2Parser {
  /** Feeds bytes in any portions. */
  push(bytes: Uint8Array): Epl2Event[];
}

const CR = 0x0d;
const LF = 0x0a;
const COMMA = 0x2c;
/** `GWx,y,width,height`, then a comma or the end of the line, then the bytes at once (Zebra's note on GW). */
const GRAPHIC_HEADER = /^GW(\d+),(\d+),(\d+),(\d+)$/;
const LINE_LIMIT = 4_096;
const PAYLOAD_LIMIT = 16 * 1_024 * 1_024;

/** Splits the input of an EPL2 printer. */
export function createEpl2Parser(): Epl2Parser {
  let line = '';
  let payload: {
    readonly header: { x: number; y: number; widthBytes: number; heightDots: number };
    readonly bytes: Uint8Array;
    filled: number;
  } | null = null;

  function push(bytes: Uint8Array): Epl2Event[] {
    const events: Epl2Event[] = [];
    for (const byte of bytes) {
      if (payload) takePayload(byte, events);
      else if (byte === LF || byte === COMMA) {
        if (!startPayload()) takeText(byte, events);
      } else takeText(byte, events);
    }
    return events;
  }

  function takePayload(byte: number, events: Epl2Event[]): void {
    if (!payload) return;
    payload.bytes[payload.filled++] = byte;
    if (payload.filled < payload.bytes.length) return;
    events.push({ kind: 'graphic', ...payload.header, payload: payload.bytes });
    payload = null;
  }

  function startPayload(): boolean {
    const match = GRAPHIC_HEADER.exec(line.trim());
    if (!match) return false;
    const [x = 0, y = 0, widthBytes = 0, heightDots = 0] = match.slice(1).map(Number);
    const length = widthBytes * heightDots;
    if (length === 0 || length > PAYLOAD_LIMIT) return false;
    payload = { header: { x, y, widthBytes, heightDots }, bytes: new Uint8Array(length), filled: 0 };
    line = '';
    return true;
  }

  function takeText(byte: number, events: Epl2Event[]): void {
    if (byte !== LF && byte !== CR && line.length < LINE_LIMIT) {
      line += String.fromCharCode(byte);
      return;
    }
    if (line.trim() !== '') events.push({ kind: 'line', text: line.trim() });
    line = '';
  }

  return { push };
}
