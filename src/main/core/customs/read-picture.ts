/** What the head of a picture says of itself; null for anything but a PNG or JPEG. Measures in pixels. */
export interface PictureHead {
  readonly mime: 'image/png' | 'image/jpeg';
  readonly width: number;
  readonly height: number;
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const PNG_HEAD_BYTES = 24;
/** Start of frame of the kinds of JPEG; C4, C8 and CC stand for other things. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Reads kind and size from the bytes themselves: names and types that come along can be wrong. */
export function readPictureHead(bytes: Uint8Array): PictureHead | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = readPng(bytes, view) ?? readJpeg(view);
  return head && head.width > 0 && head.height > 0 ? head : null;
}

function readPng(bytes: Uint8Array, view: DataView): PictureHead | null {
  if (bytes.length < PNG_HEAD_BYTES || !PNG_SIGNATURE.every((byte, index) => bytes[index] === byte)) return null;
  const isHeader = view.getUint32(12) === 0x49_48_44_52;
  return isHeader ? { mime: 'image/png', width: view.getUint32(16), height: view.getUint32(20) } : null;
}

function readJpeg(view: DataView): PictureHead | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xff_d8) return null;
  let at = 2;
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrame(marker)) return { mime: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    const length = view.getUint16(at + 2);
    if (length < 2) return null;
    at += 2 + length;
  }
  return null;
}
