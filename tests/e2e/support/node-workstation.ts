import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readHostRecord } from '#main/host/node/host-lock.ts';
import { ROOT } from '#tests/e2e/support/root.ts';
import type { Workstation } from '#tests/e2e/support/workstation.ts';

const READY = /^Packbench ready at (\S+)/;
const CODE = /^Sign-in code for another browser: (\S+)/;

/**
 * A host on a store PC hands memory back at once (see lean-process.ts), and then gets it anew, page by page: a sixth of what a
 * host costs that lives for a few tests. These keep theirs, in large pages where the system has them.
 */
const KEPT_MEMORY = {
  GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1',
  MALLOC_MMAP_THRESHOLD_: String(32 * 1024 ** 2),
  MALLOC_TRIM_THRESHOLD_: String(64 * 1024 ** 2),
  MALLOC_TOP_PAD_: String(4 * 1024 ** 2),
};

/** The Node host: a real process, as `npm start` runs it. */
export async function startNodeWorkstation(): Promise<Workstation> {
  const dataDir = mkdtempSync(join(tmpdir(), 'packbench-e2e-'));
  const words = ['out/main/node.js', '--no-open', '--data', dataDir];
  const supervisor = spawn(process.execPath, words, {
    cwd: ROOT,
    env: { ...process.env, ...KEPT_MEMORY },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { url, code } = await address(supervisor);
  return {
    dataDir,
    async open(context) {
      const page = await context.newPage();
      await page.goto(url);
      // On systems where the host cannot tell its own user's browser, it asks for the code that it printed.
      const codeField = page.locator('input[name=code]');
      if (await codeField.isVisible()) {
        await codeField.fill(code);
        await codeField.press('Enter');
      }
      return page;
    },
    async killBackend() {
      const holder = readHostRecord(dataDir);
      if (!holder) throw new Error('No host holds the data folder');
      process.kill(holder.pid, 'SIGKILL');
    },
    async stop() {
      const ended = new Promise((resolve) => supervisor.once('close', resolve));
      supervisor.kill('SIGTERM');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function address(host: ChildProcess): Promise<{ url: string; code: string }> {
  return new Promise((resolve, reject) => {
    let url = '';
    host.once('exit', (code) => reject(new Error(`The host ended with ${code} before it was ready`)));
    if (!host.stdout) return reject(new Error('The host has no output'));
    createInterface({ input: host.stdout }).on('line', (line) => {
      url = READY.exec(line)?.[1] ?? url;
      const code = CODE.exec(line)?.[1];
      if (code !== undefined) resolve({ url, code });
    });
  });
}
