import { readdir, readFile, readlink } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { basename } from 'node:path';

/** Columns of /proc/net/tcp, after splitting at blanks. */
const LOCAL = 1;
const REMOTE = 2;
const UID = 7;
const INODE = 9;

/** The programs that browsers open their connections in. */
const BROWSER = /chrom|headless_shell|edge|firefox|brave|opera|vivaldi|electron|webkit|epiphany/i;

/** One end of a connection, as the kernel's table names it. */
export interface PeerEnd {
  readonly uid: number;
  /** Number of its socket, by which the process that holds it can be found. */
  readonly inode: string;
}

/**
 * Whether the other end of a loopback connection is a browser of the user who runs this host. It may read the data folder anyway, so
 * letting it in gives nothing away. Other users of the PC are not let in, nor are other programs: a tunnel for pushes runs as the
 * same user, and whoever comes through it would be let in with it.
 * Known on Linux alone (/proc names the owner of each end); false elsewhere and whenever in doubt.
 */
export async function isOwnBrowser(socket: Socket): Promise<boolean> {
  const { remotePort, localPort } = socket;
  if (process.platform !== 'linux' || !remotePort || !localPort) return false;
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  const end = tables.map((table) => endOfConnection(table, remotePort, localPort)).find((found) => found !== null);
  if (!end || end.uid !== process.getuid?.()) return false;
  const held = await Promise.all((await browsers()).map((pid) => holdsSocket(pid, end.inode)));
  return held.includes(true);
}

/** The loopback end with `fromPort` of a connection to `toPort`; null when not listed. */
export function endOfConnection(table: string, fromPort: number, toPort: number): PeerEnd | null {
  const [from, to] = [portSuffix(fromPort), portSuffix(toPort)];
  for (const line of table.split('\n')) {
    const columns = line.trim().split(/\s+/);
    const [local, remote, uid, inode] = [columns[LOCAL], columns[REMOTE], columns[UID], columns[INODE]];
    if (!local?.endsWith(from) || !remote?.endsWith(to) || uid === undefined || inode === undefined) continue;
    if (isLoopback(local) && isLoopback(remote)) return { uid: Number(uid), inode };
  }
  return null;
}

/** Processes that run a browser's program. Those of other users hide what they run. */
async function browsers(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const programs = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/exe`).catch(() => '')));
  return pids.filter((_pid, index) => BROWSER.test(basename(programs[index] ?? '')));
}

async function holdsSocket(pid: string, inode: string): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  const numbers = await readdir(folder).catch(() => []);
  const targets = await Promise.all(numbers.map((number) => readlink(`${folder}/${number}`).catch(() => '')));
  return targets.includes(`socket:[${inode}]`);
}

function portSuffix(port: number): string {
  return `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** 127.0.0.1 in the kernel's byte order, alone or mapped into IPv6. */
function isLoopback(address: string): boolean {
  return address.startsWith('0100007F:') || address.includes('FFFF00000100007F:');
}
