import { readPictureHead } from '#core/customs/read-picture.ts';

export type ProofType = 'image/png' | 'image/jpeg' | 'application/pdf';

const PDF_HEAD = [0x25, 0x50, 0x44, 0x46, 0x2d];
/** A PDF says where it ends; the mark may be followed by a few signs. */
const PDF_END = '%%EOF';
const END_WITHIN_BYTES = 1_024;

/** What a proof is by its own bytes; names and types that come along can be wrong. Null for anything but PNG, JPEG and PDF. */
export function readProofType(bytes: Uint8Array): ProofType | null {
  const picture = readPictureHead(bytes);
  if (picture) return picture.mime;
  const isPdf = PDF_HEAD.every((byte, index) => bytes[index] === byte) && endsAsPdf(bytes);
  return isPdf ? 'application/pdf' : null;
}

function endsAsPdf(bytes: Uint8Array): boolean {
  const tail = bytes.subarray(Math.max(0, bytes.length - END_WITHIN_BYTES));
  return String.fromCharCode(...tail).includes(PDF_END);
}
