import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { readHostRecord } from '#main/host/node/host-lock.ts';

/** The built Node host, as `npm start` runs it. */
export interface BuiltHost extends AsyncDisposable {
  readonly url: string;
  /** The most memory that the backend's process has held since its start, in MiB of resident set. */
  mostMemoryMb(): number;
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
      mostMemoryMb() {
        const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
        return Number(kilobytes) / 1024;
      },
      async [Symbol.asyncDispose]() {
        supervisor.kill('SIGTERM');
        await ended;
      },
    };
  }
}
