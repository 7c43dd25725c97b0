/** The wire format of IPP (RFC 8010): operations, attributes in groups, and behind them the document. */

export const OPERATION = {
  printJob: 0x0002,
  getJobAttributes: 0x0009,
  getJobs: 0x000a,
  getPrinterAttributes: 0x000b,
  cupsGetPrinters: 0x4002,
} as const;

export const GROUP = { operation: 0x01, job: 0x02, end: 0x03, printer: 0x04 } as const;

const TAG = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  mimeType: 0x49,
} as const;

export type IppValue = string | number | boolean;

/** One attribute of a request. */
export interface IppAttribute {
  readonly tag: keyof typeof TAG;
  readonly name: string;
  readonly values: readonly IppValue[];
}

export interface IppRequest {
  readonly operation: number;
  readonly requestId: number;
  readonly operationAttributes: readonly IppAttribute[];
}

export interface IppAnswer {
  /** Below 0x0400 the request was carried out. */
  readonly status: number;
  readonly groups: readonly { readonly tag: number; readonly attributes: ReadonlyMap<string, readonly IppValue[]> }[];
}

/** 1.1, which every printer of the later versions must take too. */
const VERSION = [1, 1] as const;

export function encodeIpp(request: IppRequest): Buffer {
  const head = Buffer.alloc(8);
  head.set(VERSION, 0);
  head.writeUInt16BE(request.operation, 2);
  head.writeUInt32BE(request.requestId, 4);
  return Buffer.concat([
    head,
    Buffer.of(GROUP.operation),
    ...request.operationAttributes.map(encodeAttribute),
    Buffer.of(GROUP.end),
  ]);
}

function encodeAttribute({ tag, name, values }: IppAttribute): Buffer {
  // Further values of the same attribute have an empty name.
  return Buffer.concat(
    values.flatMap((value, index) => [
      Buffer.of(TAG[tag]),
      withLength(Buffer.from(index === 0 ? name : '', 'utf8')),
      withLength(encodeValue(value)),
    ]),
  );
}

function encodeValue(value: IppValue): Buffer {
  if (typeof value === 'string') return Buffer.from(value, 'utf8');
  if (typeof value === 'boolean') return Buffer.of(value ? 1 : 0);
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** Lowest tag of a value; what is below starts a group. */
const FIRST_VALUE_TAG = 0x10;
const COLLECTION_BEGIN = 0x34;
const COLLECTION_END = 0x37;
/** No value: unknown, unsupported, no-value. */
const LAST_OUT_OF_BAND_TAG = 0x1f;

/** @throws RangeError for bytes that end too early: what sent them does not speak IPP */
export function decodeIpp(bytes: Buffer): IppAnswer {
  const status = bytes.readUInt16BE(2);
  const groups: { tag: number; attributes: Map<string, IppValue[]> }[] = [];
  let at = 8;
  let name = '';
  let depth = 0;
  for (;;) {
    const tag = bytes.readUInt8(at);
    at += 1;
    if (tag === GROUP.end) return { status, groups };
    if (tag < FIRST_VALUE_TAG) {
      groups.push({ tag, attributes: new Map() });
      continue;
    }
    const nameBytes = taken(bytes, at);
    const valueBytes = taken(bytes, at + 2 + nameBytes.length);
    at += 4 + nameBytes.length + valueBytes.length;
    // What stands inside a collection is of no use here and would look like values of the attribute around it.
    if (tag === COLLECTION_BEGIN) depth += 1;
    if (tag === COLLECTION_END) depth -= 1;
    if (depth > 0 || tag === COLLECTION_END) continue;
    if (nameBytes.length > 0) name = nameBytes.toString('utf8');
    const attributes = groups.at(-1)?.attributes;
    if (!attributes || tag <= LAST_OUT_OF_BAND_TAG) continue;
    attributes.set(name, [...(attributes.get(name) ?? []), decodeValue(tag, valueBytes)]);
  }
}

function taken(bytes: Buffer, at: number): Buffer {
  const length = bytes.readUInt16BE(at);
  if (at + 2 + length > bytes.length) throw new RangeError('IPP answer ends too early');
  return bytes.subarray(at + 2, at + 2 + length);
}

function decodeValue(tag: number, value: Buffer): IppValue {
  if (tag === TAG.integer || tag === TAG.enum) return value.readInt32BE(0);
  if (tag === TAG.boolean) return value.readUInt8(0) === 1;
  return value.toString('utf8');
}
