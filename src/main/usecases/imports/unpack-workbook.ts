import { inflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { AppError } from '#shared/errors/app-error.ts';

/** Fifty thousand rows of orders take about a third of this. */
const MAX_UNPACKED_BYTES = 128 * 1024 * 1024;

const END_RECORD = 0x06054b50;
const END_RECORD_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const ZIP64_EXTRA = 0x0001;
const IN_ZIP64_EXTRA = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;

interface PackedPart {
  readonly name: string;
  readonly method: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly offset: number;
}

/**
 * Unpacks the parts of a workbook within a bound, and hands them back as an archive without compression. The reader of
 * workbooks believes every size that an archive claims and has no bound of its own: a file of a few kilobytes could fill
 * the memory of the workstation.
 * @throws AppError ERR_IMPORT_FILE_TOO_LARGE; RangeError or Error for what is no whole archive
 */
export function unpackWorkbook(fileName: string, bytes: Uint8Array): { archive: Uint8Array; sheets: string[] } {
  const tooLarge = () =>
    new AppError('ERR_IMPORT_FILE_TOO_LARGE', { fileName, limitMb: MAX_UNPACKED_BYTES / 1024 / 1024 });
  const parts: Record<string, Uint8Array> = {};
  const sheets: string[] = [];
  let left = MAX_UNPACKED_BYTES;
  for (const part of listParts(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) {
    if (!part.name.endsWith('.xml') && !part.name.endsWith('.xml.rels')) continue;
    if (part.unpackedBytes > left) throw tooLarge();
    const content = unpack(bytes, part, tooLarge);
    left -= content.byteLength;
    parts[part.name] = content;
    if (/worksheets\/[^/]+\.xml$/i.test(part.name)) sheets.push(new TextDecoder().decode(content));
  }
  return { archive: zipSync(parts, { level: 0 }), sheets };
}

function listParts(bytes: Buffer): PackedPart[] {
  const end = findEnd(bytes);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const parts: PackedPart[] = [];
  for (let index = 0; index < count; index += 1) {
    if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error('the directory of the archive is broken');
    const nameLength = bytes.readUInt16LE(at + 28);
    const extraLength = bytes.readUInt16LE(at + 30);
    const nameAt = at + 46;
    parts.push({
      name: bytes.toString('utf8', nameAt, nameAt + nameLength),
      method: bytes.readUInt16LE(at + 10),
      ...sizesOf(bytes, at, bytes.subarray(nameAt + nameLength, nameAt + nameLength + extraLength)),
    });
    at = nameAt + nameLength + extraLength + bytes.readUInt16LE(at + 32);
  }
  return parts;
}

function findEnd(bytes: Buffer): number {
  const first = Math.max(0, bytes.byteLength - END_RECORD_BYTES - MAX_COMMENT_BYTES);
  for (let at = bytes.byteLength - END_RECORD_BYTES; at >= first; at -= 1)
    if (bytes.readUInt32LE(at) === END_RECORD) return at;
  throw new Error('the archive has no end');
}

/** Some writers put the sizes into the 64-bit field whatever they are; the order in it is fixed. */
function sizesOf(
  bytes: Buffer,
  at: number,
  extra: Buffer,
): Pick<PackedPart, 'packedBytes' | 'unpackedBytes' | 'offset'> {
  const wide = wideField(extra);
  let next = 0;
  const read = (narrow: number): number => {
    if (narrow !== IN_ZIP64_EXTRA) return narrow;
    next += 8;
    return Number(wide.readBigUInt64LE(next - 8));
  };
  const unpackedBytes = read(bytes.readUInt32LE(at + 24));
  const packedBytes = read(bytes.readUInt32LE(at + 20));
  return { unpackedBytes, packedBytes, offset: read(bytes.readUInt32LE(at + 42)) };
}

function wideField(extra: Buffer): Buffer {
  for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.readUInt16LE(at + 2))
    if (extra.readUInt16LE(at) === ZIP64_EXTRA) return extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
  return Buffer.alloc(0);
}

/** The claimed size is the bound: what unpacks to more is a lie. */
function unpack(bytes: Uint8Array, part: PackedPart, tooLarge: () => AppError): Uint8Array {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.readUInt32LE(part.offset) !== LOCAL_ENTRY) throw new Error('a part of the archive is missing');
  const start = part.offset + 30 + file.readUInt16LE(part.offset + 26) + file.readUInt16LE(part.offset + 28);
  const packed = file.subarray(start, start + part.packedBytes);
  if (packed.byteLength !== part.packedBytes) throw new Error('a part of the archive is cut off');
  if (part.method === STORED) return packed;
  if (part.method !== DEFLATED) throw new Error(`a part of the archive is packed with method ${part.method}`);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(part.unpackedBytes, 1) });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge();
    throw error;
  }
}
