/** What a ZPL printer finds in its input, in order. */
export type ZplEvent =
  /** `name` with its prefix, e.g. `^PW`, `~HS`; `text` is all that follows up to the next command. */
  | { readonly kind: 'command'; readonly name: string; readonly text: string }
  /** `^GFB`: its bytes are counted, not searched. */
  | { readonly kind: 'binary'; readonly header: string; readonly data: Uint8Array }
  | { readonly kind: 'malformed'; readonly text: string };

export interface ZplParser {
  /** Feeds bytes in any portions. */
  push(bytes: Uint8Array): ZplEvent[];
}

/** These act as soon as their last letter is there; all others end where the next command begins. */
const COMPLETE = new Set(['~HS', '~HI', '~HQES', '~JA', '~JC', '~JR', '~PS', '~PP', '^XA', '^XZ', '^FS']);
const BINARY_HEADER = /^\^GFB,(\d+),(\d+),(\d+),$/;
const COMMAND_LIMIT = 8 * 1_024 * 1_024;

/** Splits the input of a ZPL printer (reference devices.md, section 4). */
export function createZplParser(): ZplParser {
  let open: string[] = [];
  let length = 0;
  let head = '';
  let binary: { readonly header: string; readonly data: Uint8Array; filled: number } | null = null;

  function push(bytes: Uint8Array): ZplEvent[] {
    const events: ZplEvent[] = [];
    let at = 0;
    while (at < bytes.length) {
      if (binary) at = takeBinary(bytes, at, events);
      else {
        takeText(bytes[at] ?? 0, events);
        at++;
      }
    }
    return events;
  }

  function takeBinary(bytes: Uint8Array, at: number, events: ZplEvent[]): number {
    if (!binary) return at;
    const part = bytes.subarray(at, at + binary.data.length - binary.filled);
    binary.data.set(part, binary.filled);
    binary.filled += part.length;
    if (binary.filled === binary.data.length) {
      events.push({ kind: 'binary', header: binary.header, data: binary.data });
      binary = null;
    }
    return at + part.length;
  }

  function takeText(byte: number, events: ZplEvent[]): void {
    const character = String.fromCharCode(byte);
    if (character === '^' || character === '~') finish(events);
    open.push(character);
    length++;
    if (length <= 40) head += character;
    if (COMPLETE.has(head)) return finish(events);
    if (character === ',' && BINARY_HEADER.test(head)) startBinary();
    if (length > COMMAND_LIMIT) finish(events);
  }

  function startBinary(): void {
    const count = Number(BINARY_HEADER.exec(head)?.[1]);
    binary = { header: head, data: new Uint8Array(count), filled: 0 };
    clear();
  }

  function finish(events: ZplEvent[]): void {
    const text = open.join('').replaceAll(/[\r\n]/g, '');
    clear();
    if (text.trim() === '') return;
    const name = /^[\^~](?:HQES|[A-Z][A-Z0-9@])/.exec(text)?.[0];
    if (name === undefined) events.push({ kind: 'malformed', text: text.slice(0, 64) });
    else events.push({ kind: 'command', name, text: text.slice(name.length).trimEnd() });
  }

  function clear(): void {
    open = [];
    length = 0;
    head = '';
  }

  return { push };
}
