/** The server's side of the IPP wire format, read from RFC 8010. */

export interface IppCall {
  readonly operation: number;
  readonly requestId: number;
  /** Attributes of all groups; each with its values as they came: text as text, whole numbers as numbers. */
  readonly attributes: ReadonlyMap<string, readonly (string | number)[]>;
  readonly document: Buffer;
}

export type Answered = Readonly<
  Record<string, readonly [type: 'int' | 'enum' | 'bool' | 'keyword' | 'name' | 'mime', ...values: (string | number)[]]>
>;

const TYPES = { int: 0x21, bool: 0x22, enum: 0x23, name: 0x42, keyword: 0x44, mime: 0x49 } as const;
const CHARSET = 0x47;
const NATURAL_LANGUAGE = 0x48;
const END_OF_ATTRIBUTES = 0x03;

/** Null for what is no IPP request: a real server closes the door on it. */
export function readIppCall(body: Buffer): IppCall | null {
  if (body.length < 9 || body[0] !== 1) return null;
  const attributes = new Map<string, (string | number)[]>();
  let position = 8;
  let current = '';
  for (;;) {
    const tag = body[position];
    if (tag === undefined) return null;
    position++;
    if (tag === END_OF_ATTRIBUTES) break;
    if (tag <= 0x0f) continue;
    const nameLength = body.readUInt16BE(position);
    const name = body.toString('utf8', position + 2, position + 2 + nameLength);
    position += 2 + nameLength;
    const valueLength = body.readUInt16BE(position);
    const raw = body.subarray(position + 2, position + 2 + valueLength);
    position += 2 + valueLength;
    if (name !== '') current = name;
    const value = tag === TYPES.int || tag === TYPES.enum ? raw.readInt32BE() : raw.toString('utf8');
    attributes.set(current, [...(attributes.get(current) ?? []), value]);
  }
  const first = [...attributes.keys()].slice(0, 2).join();
  // RFC 8011, 4.1.4: these two come first, in this order, or the request is refused.
  if (first !== 'attributes-charset,attributes-natural-language') return null;
  return {
    operation: body.readUInt16BE(2),
    requestId: body.readUInt32BE(4),
    attributes,
    document: body.subarray(position),
  };
}

/** An answer with one group of attributes for each record. */
export function writeIppAnswer(
  status: number,
  requestId: number,
  groups: readonly { readonly tag: number; readonly of: Answered }[],
): Buffer {
  const head = Buffer.from([1, 1, status >> 8, status & 0xff, 0, 0, 0, 0]);
  head.writeUInt32BE(requestId, 4);
  const parts = [
    head,
    Buffer.of(0x01),
    one(CHARSET, 'attributes-charset', Buffer.from('utf-8')),
    one(NATURAL_LANGUAGE, 'attributes-natural-language', Buffer.from('en')),
  ];
  for (const group of groups) {
    parts.push(Buffer.of(group.tag));
    for (const [name, [type, ...values]] of Object.entries(group.of))
      values.forEach((value, index) => parts.push(one(TYPES[type], index === 0 ? name : '', bytesOf(type, value))));
  }
  parts.push(Buffer.of(END_OF_ATTRIBUTES));
  return Buffer.concat(parts);
}

function one(tag: number, name: string, value: Buffer): Buffer {
  const bytes = Buffer.alloc(5 + Buffer.byteLength(name) + value.length);
  bytes[0] = tag;
  bytes.writeUInt16BE(Buffer.byteLength(name), 1);
  bytes.write(name, 3);
  bytes.writeUInt16BE(value.length, 3 + Buffer.byteLength(name));
  value.copy(bytes, 5 + Buffer.byteLength(name));
  return bytes;
}

function bytesOf(type: keyof typeof TYPES, value: string | number): Buffer {
  if (type === 'bool') return Buffer.of(Number(value));
  if (typeof value === 'string') return Buffer.from(value);
  return Buffer.from([value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff]);
}
