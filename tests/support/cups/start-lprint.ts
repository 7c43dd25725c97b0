import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from './run-tool.ts';
import { answers, freePort } from './wait-for-port.ts';

const LPRINT = '/usr/bin/lprint';

export interface LPrint {
  /** Makes a printer on the network and returns where it takes jobs over IPP. */
  addPrinter(name: string, driver: string, port: number): Promise<string>;
  stop(): Promise<void>;
}

/** LPrint, somebody else's label printer driver: it speaks IPP Everywhere to the one side and printer languages to the other. */
export async function startLPrint(): Promise<LPrint> {
  const home = await mkdtemp(join(tmpdir(), 'packbench-lprint-'));
  await mkdir(join(home, 'spool'));
  const port = await freePort();
  // It keeps its printers in the home folder; the one of whoever runs the tests is left alone.
  const env = { ...process.env, HOME: home, TMPDIR: home };
  const options = {
    'server-port': String(port),
    'listen-hostname': '127.0.0.1',
    'server-hostname': 'localhost',
    'log-file': join(home, 'log'),
    'spool-directory': join(home, 'spool'),
  };
  const args = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  const child = spawn(LPRINT, ['server', ...args], { env, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await answers(port);
  return {
    async addPrinter(name, driver, printerPort) {
      const device = `socket://127.0.0.1:${printerPort}`;
      const media = 'media-ready=na_index-4x6_4x6in';
      const server = `ipp://127.0.0.1:${port}/`;
      await runTool(LPRINT, ['add', '-d', name, '-v', device, '-m', driver, '-o', media, '-u', server], env);
      return `ipp://127.0.0.1:${port}/ipp/print/${name}`;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await rm(home, { recursive: true, force: true });
    },
  };
}
