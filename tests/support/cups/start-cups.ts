import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CUPSD = '/usr/sbin/cupsd';

/** Whether a real CUPS can be started here: its scheduler wants to be root. */
export function hasCups(): boolean {
  return existsSync(CUPSD) && existsSync('/usr/sbin/lpadmin') && process.getuid?.() === 0;
}

export interface RealCups {
  readonly server: string;
  /** Makes a raw queue to a printer on the network. */
  addRawQueue(name: string, port: number): void;
  run(tool: 'cupsdisable' | 'cupsenable', queue: string): void;
  stop(): Promise<void>;
}

/** A scheduler of its own on a free port of this machine, with files of its own; the system's CUPS is not touched. */
export async function startCups(): Promise<RealCups> {
  const dir = await mkdtemp(join(tmpdir(), 'packbench-cups-'));
  await chmod(dir, 0o755);
  for (const sub of ['spool/tmp', 'cache', 'state', 'etc']) await mkdir(join(dir, sub), { recursive: true });
  const port = await freePort();
  await writeFile(
    join(dir, 'etc/cupsd.conf'),
    `Listen 127.0.0.1:${port}\nBrowsing Off\nDefaultAuthType None\nLogLevel debug\nWebInterface No\n<Location />\nOrder allow,deny\nAllow all\n</Location>\n<Policy default>\n<Limit All>\nOrder allow,deny\nAllow all\n</Limit>\n</Policy>\n`,
  );
  await writeFile(
    join(dir, 'etc/cups-files.conf'),
    `ServerRoot ${dir}/etc\nRequestRoot ${dir}/spool\nTempDir ${dir}/spool/tmp\nCacheDir ${dir}/cache\nStateDir ${dir}/state\nErrorLog ${dir}/error_log\nAccessLog ${dir}/access_log\nPageLog ${dir}/page_log\nSystemGroup root\n`,
  );
  const child = spawn(CUPSD, ['-f', '-c', join(dir, 'etc/cupsd.conf'), '-s', join(dir, 'etc/cups-files.conf')]);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const server = `ipp://127.0.0.1:${port}/`;
  await answers(server);
  const tool = (name: string, ...args: string[]): void => {
    const done = spawnSync(name, args, { env: { ...process.env, CUPS_SERVER: `127.0.0.1:${port}` }, encoding: 'utf8' });
    if (done.status !== 0) throw new TypeError(`${name}: ${done.stderr}`);
  };
  return {
    server,
    addRawQueue: (name, printerPort) =>
      tool('lpadmin', '-p', name, '-E', '-v', `socket://127.0.0.1:${printerPort}`, '-m', 'raw'),
    run: tool,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Until the scheduler takes connections. */
async function answers(server: string): Promise<void> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    try {
      return await connected(Number(new URL(server).port));
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function connected(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('error', reject).once('connect', () => {
      socket.destroy();
      resolve();
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new TypeError('no port');
  return address.port;
}
