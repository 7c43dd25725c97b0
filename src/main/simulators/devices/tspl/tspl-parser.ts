/** What a TSPL printer finds in its input, in order. Arguments are kept as text; quotes are left in place. */
export type TsplEvent =
  | { readonly kind: 'command'; readonly name: string; readonly args: readonly string[] }
  | { readonly kind: 'bitmap'; readonly bitmap: TsplBitmap }
  /** `ESC ! <code>`: acts at once. Found inside a payload it stays part of the payload, which is counted, not searched. */
  | { readonly kind: 'immediate'; readonly code: number; readonly insidePayload: boolean }
  /** `~!<letter>`: a question about the printer itself. */
  | { readonly kind: 'inquiry'; readonly letter: string }
  | { readonly kind: 'malformed'; readonly text: string };

export interface TsplBitmap {
  readonly x: number;
  readonly y: number;
  readonly widthBytes: number;
  readonly heightDots: number;
  /** 0 overwrite, 1 or, 2 xor */
  readonly mode: 0 | 1 | 2;
  /** As sent: a 0 bit prints black. */
  readonly payload: Uint8Array;
}

export interface TsplParser {
  /** Feeds bytes in any portions. */
  push(bytes: Uint8Array): TsplEvent[];
}

const ESC = 0x1b;
const BANG = 0x21;
const CR = 0x0d;
const LF = 0x0a;

/** `BITMAP x,y,width,height,mode,` and nothing after it: the payload follows the last comma at once. */
const BITMAP_HEADER = /^BITMAP\s+(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*,\s*([012])\s*,$/;
const LINE_LIMIT = 4_096;
/** No print head is wider or label longer; a header beyond it is damage, and waiting for its payload would swallow all that follows. */
const PAYLOAD_LIMIT = 16 * 1_024 * 1_024;

/** Splits the input of a TSPL printer (reference devices.md, section 3). Resynchronises at the end of a damaged line. */
export function createTsplParser(): TsplParser {
  let line = '';
  let escaped: 'no' | 'esc' | 'bang' = 'no';
  let payload: { readonly header: Omit<TsplBitmap, 'payload'>; readonly bytes: Uint8Array; filled: number } | null =
    null;

  function push(bytes: Uint8Array): TsplEvent[] {
    const events: TsplEvent[] = [];
    for (const byte of bytes) {
      const code = immediateCode(byte);
      if (code !== null) events.push({ kind: 'immediate', code, insidePayload: payload !== null });
      if (payload) takePayload(byte, events);
      else if (code === null && escaped === 'no') takeText(byte, events);
    }
    return events;
  }

  /** Follows `ESC ! x` across portions and across payloads; answers x when it is complete. */
  function immediateCode(byte: number): number | null {
    if (escaped === 'bang') {
      escaped = 'no';
      return byte;
    }
    if (escaped === 'esc' && byte === BANG) escaped = 'bang';
    else escaped = byte === ESC ? 'esc' : 'no';
    return null;
  }

  function takePayload(byte: number, events: TsplEvent[]): void {
    if (!payload) return;
    payload.bytes[payload.filled++] = byte;
    if (payload.filled < payload.bytes.length) return;
    events.push({ kind: 'bitmap', bitmap: { ...payload.header, payload: payload.bytes } });
    payload = null;
    escaped = 'no';
  }

  function takeText(byte: number, events: TsplEvent[]): void {
    if (byte === LF || byte === CR) {
      if (line.trim() !== '') events.push(readLine(line.trim()));
      line = '';
      return;
    }
    line += String.fromCharCode(byte);
    if (byte === 0x2c && line.startsWith('BITMAP')) startPayload(events);
    if (line.length > LINE_LIMIT) {
      events.push({ kind: 'malformed', text: `${line.slice(0, 64)}…` });
      line = '';
    }
  }

  function startPayload(events: TsplEvent[]): void {
    const match = BITMAP_HEADER.exec(line);
    if (!match) return;
    const [x, y, widthBytes, heightDots, mode] = match.slice(1).map(Number) as [
      number,
      number,
      number,
      number,
      0 | 1 | 2,
    ];
    const length = widthBytes * heightDots;
    if (length === 0 || length > PAYLOAD_LIMIT) events.push({ kind: 'malformed', text: line });
    else payload = { header: { x, y, widthBytes, heightDots, mode }, bytes: new Uint8Array(length), filled: 0 };
    line = '';
  }

  return { push };
}

/** TSPL prints a 0 bit black. */
export function blackDots(payload: Uint8Array): Uint8Array {
  return payload.map((byte) => ~byte & 0xff);
}

function readLine(text: string): TsplEvent {
  if (/^~![A-Z]$/.test(text)) return { kind: 'inquiry', letter: text.charAt(2) };
  const match = /^([A-Z]+)(?:\s+(.*))?$/.exec(text);
  if (!match?.[1] || match[1] === 'BITMAP') return { kind: 'malformed', text };
  const args = match[2] === undefined ? [] : match[2].split(',').map((argument) => argument.trim());
  return { kind: 'command', name: match[1], args };
}
