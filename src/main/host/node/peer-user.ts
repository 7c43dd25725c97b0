import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';

/** Columns of /proc/net/tcp, after splitting at blanks. */
const LOCAL = 1;
const REMOTE = 2;
const UID = 7;

/**
 * Whether the other end of a loopback connection belongs to a process of the user who runs this host. Such a process may
 * read the data folder anyway, so letting its browser in gives nothing away; other users of the PC are not let in.
 * Known on Linux alone (/proc/net/tcp names the owner of each end); false elsewhere and whenever in doubt.
 */
export async function isSameUser(socket: Socket): Promise<boolean> {
  const uid = process.getuid?.();
  const { remotePort, localPort } = socket;
  if (process.platform !== 'linux' || uid === undefined || !remotePort || !localPort) return false;
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  return tables.some((table) => ownerOfConnection(table, remotePort, localPort) === uid);
}

/** User id that owns the loopback end with `fromPort` of a connection to `toPort`, as the kernel's table says; null when not listed. */
export function ownerOfConnection(table: string, fromPort: number, toPort: number): number | null {
  const [from, to] = [portSuffix(fromPort), portSuffix(toPort)];
  for (const line of table.split('\n')) {
    const columns = line.trim().split(/\s+/);
    const [local, remote, uid] = [columns[LOCAL], columns[REMOTE], columns[UID]];
    if (local?.endsWith(from) && remote?.endsWith(to) && isLoopback(local) && isLoopback(remote) && uid !== undefined) {
      return Number(uid);
    }
  }
  return null;
}

function portSuffix(port: number): string {
  return `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** 127.0.0.1 in the kernel's byte order, alone or mapped into IPv6. */
function isLoopback(address: string): boolean {
  return address.startsWith('0100007F:') || address.includes('FFFF00000100007F:');
}
