const LOCAL_ENTRY = 0x04034b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_RECORD = 0x06054b50;
const END_RECORD_BYTES = 22;
/** 1980-01-01 00:00 as archives write it. */
const FIRST_DAY = 0x0021_0000;

/**
 * The archive with the times of its parts set to the first that the format knows, so that equal content gives equal bytes.
 * For archives without a comment, as writers of workbooks make them.
 * @throws RangeError when it is no such archive
 */
export function withoutZipTimes(archive: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(archive);
  const view = new DataView(bytes.buffer);
  const end = bytes.byteLength - END_RECORD_BYTES;
  if (view.getUint32(end, true) !== END_RECORD) throw new RangeError('the archive has no plain end');
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== DIRECTORY_ENTRY) throw new RangeError('the directory of the archive is broken');
    view.setUint32(at + 12, FIRST_DAY, true);
    const local = view.getUint32(at + 42, true);
    if (view.getUint32(local, true) !== LOCAL_ENTRY) throw new RangeError('a part of the archive is missing');
    view.setUint32(local + 10, FIRST_DAY, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return bytes;
}
