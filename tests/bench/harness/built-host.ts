import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { readHostRecord } from '#main/host/node/host-lock.ts';

/** The built Node host, as `npm start` runs it. */
export interface BuiltHost extends AsyncDisposable {
  readonly url: string;
  /** Resident set of the backend's process, in MiB: as it is, and the most since its start. */
  memoryMb(): { readonly now: number; readonly most: number };
}

/** @throws when it ends before it serves */
export async function startBuiltHost(dataDir: string): Promise<BuiltHost> {
  const words = [resolve('out', 'main', 'node.js'), '--no-open', '--data', dataDir];
  const supervisor = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(supervisor, 'exit');
  for await (const line of createInterface({ input: supervisor.stdout })) {
    const [, url] = /^Packbench ready at (\S+)/.exec(line) ?? [];
    if (url !== undefined) return serving(url);
  }
  throw new Error('the host ended before it served');

  function serving(url: string): BuiltHost {
    const pid = readHostRecord(dataDir)?.pid;
    return {
      url,
      memoryMb() {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        const [now, most] = ['VmRSS', 'VmHWM'].map((name) => {
          const [, kilobytes] = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status) ?? [];
          return Number(kilobytes) / 1024;
        });
        return { now: now ?? NaN, most: most ?? NaN };
      },
      async [Symbol.asyncDispose]() {
        supervisor.kill('SIGTERM');
        await ended;
      },
    };
  }
}
