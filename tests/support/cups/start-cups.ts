import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '#tests/support/until.ts';
import { runTool } from './run-tool.ts';
import { answers, freePort } from './wait-for-port.ts';

const CUPSD = '/usr/sbin/cupsd';
/** Four by six inches: what a label of 100 x 150 mm is printed on there. */
const LABEL_PAPER = ['-o', 'PageSize=w288h432'];

export interface RealCups {
  readonly server: string;
  /** Makes a raw queue to a printer on the network. */
  addRawQueue(name: string, port: number): Promise<unknown>;
  /** Makes a queue to a printer that tells its abilities over IPP. */
  addEverywhereQueue(name: string, uri: string): Promise<unknown>;
  /** Makes a queue with one of the drivers of CUPS for label printers. */
  addDriverQueue(name: string, driver: string, port: number): Promise<unknown>;
  run(tool: 'cupsdisable' | 'cupsenable', queue: string): Promise<unknown>;
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
  await answers(port);
  const tool = (name: string, ...args: string[]) => runTool(name, args, { CUPS_SERVER: `127.0.0.1:${port}` });
  return {
    server,
    addRawQueue: (name, printerPort) =>
      tool('lpadmin', '-p', name, '-E', '-v', `socket://127.0.0.1:${printerPort}`, '-m', 'raw'),
    async addEverywhereQueue(name, uri) {
      await tool('lpadmin', '-p', name, '-E', '-v', uri, '-m', 'everywhere');
      // Until then the scheduler still asks the printer for its abilities, and would hand jobs on as they are.
      await until(() => existsSync(join(dir, 'etc/ppd', `${name}.ppd`)), `the queue ${name} is made`, 60_000);
    },
    addDriverQueue: (name, driver, printerPort) =>
      tool('lpadmin', '-p', name, '-E', '-v', `socket://127.0.0.1:${printerPort}`, '-m', driver, ...LABEL_PAPER),
    run: tool,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await rm(dir, { recursive: true, force: true });
    },
  };
}
