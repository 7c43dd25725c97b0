/**
 * Frames of TOP's message channel (TMC), protocol version 2: a version, a kind, and named values, little endian, each frame one
 * binary WebSocket message. They stand in no document, but in the vendor's own SDKs for Java and .NET (`top-link`: MessageEncoder02,
 * MessageDecoder02, MessageFields) and in independent clients in PHP, Python and Node that agree with them.
 */
export interface TmcFrame {
  readonly kind: TmcKind;
  /** Given by the answer to `connect`; sent along from then on. */
  readonly token?: string;
  /** Above 0 in a refusal. */
  readonly statusCode?: number;
  readonly statusPhrase?: string;
  readonly values: Readonly<Record<string, TmcValue>>;
}

/** Whole numbers of 64 bits are bigints; a number is one of 8 bits. */
export type TmcValue = string | number | bigint | Date | Uint8Array | null;

export type TmcKind = 'connect' | 'connect-ack' | 'send' | 'send-ack';
const KINDS: readonly TmcKind[] = ['connect', 'connect-ack', 'send', 'send-ack'];

const VERSION = 2;
const HEAD = { end: 0, value: 1, statusCode: 2, statusPhrase: 3, flag: 4, token: 5 } as const;
const FORMAT = { void: 0, text: 1, byte: 2, int16: 3, int32: 4, int64: 5, date: 6, bytes: 7 } as const;

export function writeTmcFrame({ kind, token, values }: Pick<TmcFrame, 'kind' | 'token' | 'values'>): Uint8Array {
  const parts: Buffer[] = [Buffer.from([VERSION, KINDS.indexOf(kind)])];
  if (token !== undefined) parts.push(int16(HEAD.token), text(token));
  for (const [name, value] of Object.entries(values)) parts.push(int16(HEAD.value), text(name), ...written(value));
  parts.push(int16(HEAD.end));
  return Buffer.concat(parts);
}

function written(value: TmcValue): Buffer[] {
  if (value === null) return [Buffer.from([FORMAT.void])];
  if (typeof value === 'string') return [Buffer.from([FORMAT.text]), text(value)];
  if (typeof value === 'number') return [Buffer.from([FORMAT.byte, value])];
  if (value instanceof Uint8Array) return [Buffer.from([FORMAT.bytes]), int32(value.length), Buffer.from(value)];
  const isDate = value instanceof Date;
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(isDate ? BigInt(value.getTime()) : value);
  return [Buffer.from([isDate ? FORMAT.date : FORMAT.int64]), bytes];
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16LE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([int32(bytes.length), bytes]);
}

/** Null for what is no frame of version 2, or is cut off. */
export function readTmcFrame(bytes: Uint8Array): TmcFrame | null {
  try {
    return read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function read(bytes: Buffer): TmcFrame | null {
  const kind = KINDS[bytes.readUInt8(1)];
  if (bytes.readUInt8(0) !== VERSION || !kind) return null;
  const from = new Reader(bytes, 2);
  const frame: { -readonly [Key in keyof TmcFrame]: TmcFrame[Key] } = { kind, values: {} };
  const values: Record<string, TmcValue> = {};
  for (let head = from.int16(); head !== HEAD.end; head = from.int16()) {
    if (head === HEAD.value) values[from.text()] = from.value();
    else if (head === HEAD.statusCode) frame.statusCode = from.int32();
    else if (head === HEAD.statusPhrase) frame.statusPhrase = from.text();
    else if (head === HEAD.flag) from.int32();
    else if (head === HEAD.token) frame.token = from.text();
    else return null;
  }
  return { ...frame, values };
}

class Reader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  int16(): number {
    return this.#bytes.readInt16LE(this.#skip(2));
  }

  int32(): number {
    return this.#bytes.readInt32LE(this.#skip(4));
  }

  text(): string {
    return this.#counted().toString('utf8');
  }

  value(): TmcValue {
    switch (this.#bytes.readUInt8(this.#skip(1))) {
      case FORMAT.void:
        return null;
      case FORMAT.byte:
        return this.#bytes.readUInt8(this.#skip(1));
      case FORMAT.int16:
        return BigInt(this.int16());
      case FORMAT.int32:
        return BigInt(this.int32());
      case FORMAT.int64:
        return this.#bytes.readBigInt64LE(this.#skip(8));
      case FORMAT.date:
        return new Date(Number(this.#bytes.readBigInt64LE(this.#skip(8))));
      case FORMAT.bytes:
        return Uint8Array.from(this.#counted());
      default:
        return this.text();
    }
  }

  #counted(): Buffer {
    const length = this.int32();
    const start = this.#skip(length);
    if (length < 0 || start + length > this.#bytes.length) throw new RangeError('cut off');
    return this.#bytes.subarray(start, start + length);
  }

  #skip(length: number): number {
    const start = this.#at;
    this.#at += length;
    return start;
  }
}
