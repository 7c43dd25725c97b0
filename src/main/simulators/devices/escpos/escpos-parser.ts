/** What an ESC/POS printer finds in its input, in order. */
export type EscposEvent =
  /** A finished command; `code` names it by its bytes before the parameters, e.g. `1D 56`. */
  | { readonly kind: 'command'; readonly code: string; readonly parameters: Uint8Array }
  /** `DLE EOT n`: answered at once, wherever it stands, in the middle of a picture too. */
  | { readonly kind: 'status'; readonly number: number }
  | { readonly kind: 'text'; readonly byte: number };

export interface EscposParser {
  /** Feeds bytes in any portions. */
  push(bytes: Uint8Array): EscposEvent[];
}

const DLE = 0x10;
const EOT = 0x04;
const PREFIXES = new Set([0x1b, 0x1c, 0x1d]);

/** How many bytes follow a command, out of those that are there; null while that cannot be told. */
type Length = (rest: readonly number[]) => number | null;

const fixed =
  (count: number): Length =>
  () =>
    count;

/** A 16-bit length stands at the start. */
const counted: Length = ([low, high]) => (low === undefined || high === undefined ? null : 2 + low + high * 256);

/** `GS 8 L`: the same with 32 bits. */
const countedLong: Length = ([a, b, c, d]) =>
  a === undefined || b === undefined || c === undefined || d === undefined
    ? null
    : 4 + a + b * 0x100 + c * 0x10000 + d * 0x1000000;

/** `GS v 0 m xL xH yL yH`: bytes per row times rows. */
const raster: Length = ([zero, mode, xLow, xHigh, yLow, yHigh]) =>
  zero === undefined ||
  mode === undefined ||
  xLow === undefined ||
  xHigh === undefined ||
  yLow === undefined ||
  yHigh === undefined
    ? null
    : 6 + (xLow + xHigh * 256) * (yLow + yHigh * 256);

/** `GS V m`: 65 and 66 carry a feed. */
const cut: Length = ([mode]) => (mode === undefined ? null : mode >= 65 ? 2 : 1);

/** `GS k`: form B carries its length, form A ends with NUL. */
const barcode: Length = (rest) => {
  const [kind, count] = rest;
  if (kind === undefined) return null;
  if (kind >= 65) return count === undefined ? null : 2 + count;
  const end = rest.indexOf(0, 1);
  return end < 0 ? null : end + 1;
};

const ROWS_PER_COLUMN: Readonly<Record<number, number>> = { 0: 1, 1: 1, 32: 3, 33: 3 };
/** `ESC *` */
const columns: Length = ([mode, low, high]) =>
  mode === undefined || low === undefined || high === undefined
    ? null
    : 3 + (low + high * 256) * (ROWS_PER_COLUMN[mode] ?? 1);

/** Parameters of the commands (reference devices.md, section 6, and the ESC/POS reference of Epson). */
const COMMANDS: ReadonlyMap<string, Length> = new Map([
  ['1b40', fixed(0)],
  ['1b61', fixed(1)],
  ['1b45', fixed(1)],
  ['1b47', fixed(1)],
  ['1b2d', fixed(1)],
  ['1b21', fixed(1)],
  ['1b4d', fixed(1)],
  ['1b52', fixed(1)],
  ['1b74', fixed(1)],
  ['1b64', fixed(1)],
  ['1b4a', fixed(1)],
  ['1b33', fixed(1)],
  ['1b32', fixed(0)],
  ['1b70', fixed(3)],
  ['1b69', fixed(0)],
  ['1b6d', fixed(0)],
  ['1b2a', columns],
  ['1c26', fixed(0)],
  ['1c2e', fixed(0)],
  ['1c21', fixed(1)],
  ['1d76', raster],
  ['1d28', (rest) => (rest.length < 1 ? null : addOne(counted(rest.slice(1))))],
  ['1d38', (rest) => (rest.length < 1 ? null : addOne(countedLong(rest.slice(1))))],
  ['1d56', cut],
  ['1d6b', barcode],
  ['1d68', fixed(1)],
  ['1d77', fixed(1)],
  ['1d48', fixed(1)],
  ['1d66', fixed(1)],
  ['1d21', fixed(1)],
  ['1d42', fixed(1)],
  ['1d61', fixed(1)],
  ['1d72', fixed(1)],
  ['1d49', fixed(1)],
  ['1d4c', fixed(2)],
  ['1d57', fixed(2)],
]);

function addOne(length: number | null): number | null {
  return length === null ? null : length + 1;
}

/** Bytes of a command that are kept as a list until its length is known. */
const LONGEST_HEAD = 80;

/** Splits the input of an ESC/POS printer. */
export function createEscposParser(): EscposParser {
  let prefix: number | null = null;
  let code: string | null = null;
  let head: number[] = [];
  let body: { readonly bytes: Uint8Array; filled: number } | null = null;
  let realTime: number[] = [];

  function push(bytes: Uint8Array): EscposEvent[] {
    const events: EscposEvent[] = [];
    for (const byte of bytes) {
      if (followsRealTime(byte, events)) continue;
      takeByte(byte, events);
    }
    return events;
  }

  /** `10 04 n` is seen everywhere; within parameters its bytes belong to them as well. @returns whether it was used up here */
  function followsRealTime(byte: number, events: EscposEvent[]): boolean {
    const isIdle = prefix === null && code === null;
    if (realTime.length === 2) {
      const number = byte;
      realTime = [];
      if (number >= 1 && number <= 4) events.push({ kind: 'status', number });
      return isIdle;
    }
    if (realTime.length === 1 && byte === EOT) {
      realTime.push(byte);
      return isIdle;
    }
    realTime = byte === DLE ? [byte] : [];
    return byte === DLE && isIdle;
  }

  function takeByte(byte: number, events: EscposEvent[]): void {
    if (body) return takeBody(byte, events);
    if (code !== null) {
      head.push(byte);
      return sizeUp(events);
    }
    if (prefix !== null) {
      code = Buffer.of(prefix, byte).toString('hex');
      prefix = null;
      head = [];
      return sizeUp(events);
    }
    if (PREFIXES.has(byte)) prefix = byte;
    else events.push({ kind: 'text', byte });
  }

  function sizeUp(events: EscposEvent[]): void {
    if (code === null) return;
    const length = COMMANDS.get(code);
    const count = length ? length(head) : 0;
    if (count === null) {
      if (head.length > LONGEST_HEAD) finish(Uint8Array.from(head), events);
      return;
    }
    if (count <= head.length) finish(Uint8Array.from(head.slice(0, count)), events);
    else {
      body = { bytes: new Uint8Array(count), filled: head.length };
      body.bytes.set(head);
    }
  }

  function takeBody(byte: number, events: EscposEvent[]): void {
    if (!body) return;
    body.bytes[body.filled++] = byte;
    if (body.filled === body.bytes.length) finish(body.bytes, events);
  }

  function finish(parameters: Uint8Array, events: EscposEvent[]): void {
    events.push({ kind: 'command', code: code ?? '', parameters });
    code = null;
    head = [];
    body = null;
  }

  return { push };
}

/** Whether a printer knows the command at all. */
export function isKnownEscposCommand(code: string): boolean {
  return COMMANDS.has(code);
}
