import { deflateRawSync } from 'node:zlib';

/** What stands in the archive for a message whose personal data was erased; its digest, size and time are kept. */
export const NOTHING_LEFT = new Uint8Array(deflateRawSync(new Uint8Array()));

/** Whether an archived message was erased; every real one has at least a byte. */
export function isErased(packed: Uint8Array): boolean {
  return packed.byteLength === NOTHING_LEFT.byteLength;
}
