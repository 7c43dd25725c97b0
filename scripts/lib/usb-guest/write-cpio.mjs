const MAGIC = '070701';
const ALIGN = 4;
const DIRECTORY = 0o040755;
const PROGRAM = 0o100755;

/**
 * A cpio archive ("newc"), which is what Linux takes as its first file system; the tool that packs them is not on every PC.
 * @param {readonly { name: string, data?: Buffer }[]} entries Without data: a folder. Folders before what is in them.
 */
export function writeCpio(entries) {
  const parts = entries.map(({ name, data }, index) => entry(name, data ? PROGRAM : DIRECTORY, data, index + 1));
  return Buffer.concat([...parts, entry('TRAILER!!!', 0, undefined, 0)]);
}

function entry(name, mode, data = Buffer.alloc(0), inode) {
  // inode, mode, uid, gid, links, time, size, 4 numbers of devices, length of the name with its zero, no checksum
  const fields = [inode, mode, 0, 0, 1, 0, data.length, 0, 0, 0, 0, name.length + 1, 0];
  const header = MAGIC + fields.map((field) => field.toString(16).padStart(8, '0')).join('');
  return Buffer.concat([padded(Buffer.from(`${header}${name}\0`, 'latin1')), padded(data)]);
}

const padded = (bytes) => Buffer.concat([bytes, Buffer.alloc((ALIGN - (bytes.length % ALIGN)) % ALIGN)]);
