import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { ROOT } from '#tests/e2e/support/root.ts';
import type { Workstation } from '#tests/e2e/support/workstation.ts';

/** The Electron host. It has one window, so that every `open` gives that one, drawn anew. */
export async function startElectronWorkstation(): Promise<Workstation> {
  const dataDir = mkdtempSync(join(tmpdir(), 'packbench-e2e-'));
  // Chromium refuses its sandbox to root, which is who runs tests in containers.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({ cwd: ROOT, args: ['.', '--data', dataDir, '--lang=en-GB', ...asRoot] });
  return {
    dataDir,
    async open() {
      const page = await app.firstWindow();
      await page.evaluate(() => localStorage.clear());
      await page.reload();
      return page;
    },
    async killBackend() {
      const pid = await app.evaluate(
        ({ app: electron }) => electron.getAppMetrics().find(({ name }) => name === 'Packbench backend')?.pid,
      );
      if (pid === undefined) throw new Error('No backend process');
      process.kill(pid, 'SIGKILL');
    },
    async stop() {
      await app.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
