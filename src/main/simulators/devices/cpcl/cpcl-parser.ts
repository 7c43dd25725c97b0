/** What a CPCL printer finds in its input, in order. */
export type CpclEvent =
  | { readonly kind: 'line'; readonly words: readonly string[] }
  /** `EG` or `CG`: bits of a picture; 1 = black. */
  | {
      readonly kind: 'graphic';
      readonly x: number;
      readonly y: number;
      readonly widthBytes: number;
      readonly heightDots: number;
      readonly dots: Uint8Array;
    }
  /** `ESC <letter>` between two sessions. */
  | { readonly kind: 'escape'; readonly letter: string }
  | { readonly kind: 'malformed'; readonly text: string };

export interface CpclParser {
  /** Feeds bytes in any portions. */
  push(bytes: Uint8Array): CpclEvent[];
}

const ESC = 0x1b;
const CR = 0x0d;
const LF = 0x0a;
const GRAPHIC_HEADER = /^(EG|CG) (\d+) (\d+) (\d+) (\d+) $/;
const LINE_LIMIT = 4_096;
const PAYLOAD_LIMIT = 16 * 1_024 * 1_024;

/** Splits the input of a CPCL printer (reference devices.md, section 5). A session runs from `!` to `PRINT`. */
export function createCpclParser(): CpclParser {
  let line = '';
  let isInSession = false;
  let isEscaped = false;
  let payload: {
    readonly isHex: boolean;
    readonly header: { x: number; y: number; widthBytes: number; heightDots: number };
    readonly bytes: Uint8Array;
    filled: number;
  } | null = null;

  function push(bytes: Uint8Array): CpclEvent[] {
    const events: CpclEvent[] = [];
    for (const byte of bytes) {
      if (payload) takePayload(byte, events);
      else if (isEscaped) {
        isEscaped = false;
        events.push({ kind: 'escape', letter: String.fromCharCode(byte) });
      } else if (byte === ESC && !isInSession) isEscaped = true;
      else takeText(byte, events);
    }
    return events;
  }

  function takePayload(byte: number, events: CpclEvent[]): void {
    if (!payload) return;
    payload.bytes[payload.filled++] = byte;
    if (payload.filled < payload.bytes.length) return;
    const { header, isHex, bytes } = payload;
    payload = null;
    const dots = isHex ? dotsOfHex(bytes) : bytes;
    if (dots) events.push({ kind: 'graphic', ...header, dots });
    else events.push({ kind: 'malformed', text: `EG ${header.widthBytes} ${header.heightDots}: not hexadecimal` });
  }

  function takeText(byte: number, events: CpclEvent[]): void {
    if (byte === LF || byte === CR) return endLine(events);
    line += String.fromCharCode(byte);
    if (byte === 0x20) startPayload(events);
    if (line.length <= LINE_LIMIT) return;
    events.push({ kind: 'malformed', text: `${line.slice(0, 64)}…` });
    line = '';
  }

  function endLine(events: CpclEvent[]): void {
    const words = line.trim().split(/ +/);
    line = '';
    const [first = ''] = words;
    if (first === '') return;
    if (first === '!') isInSession = true;
    else if (!isInSession) {
      events.push({ kind: 'malformed', text: words.join(' ') });
      return;
    }
    if (first === 'PRINT') isInSession = false;
    events.push({ kind: 'line', words });
  }

  function startPayload(events: CpclEvent[]): void {
    const match = isInSession ? GRAPHIC_HEADER.exec(line) : null;
    if (!match) return;
    const [widthBytes = 0, heightDots = 0, x = 0, y = 0] = match.slice(2).map(Number);
    const isHex = match[1] === 'EG';
    const length = widthBytes * heightDots * (isHex ? 2 : 1);
    if (length === 0 || length > PAYLOAD_LIMIT) events.push({ kind: 'malformed', text: line });
    else payload = { isHex, header: { x, y, widthBytes, heightDots }, bytes: new Uint8Array(length), filled: 0 };
    line = '';
  }

  return { push };
}

function dotsOfHex(bytes: Uint8Array): Uint8Array | null {
  const text = Buffer.from(bytes).toString('latin1');
  return /^[0-9A-Fa-f]*$/.test(text) ? Buffer.from(text, 'hex') : null;
}
