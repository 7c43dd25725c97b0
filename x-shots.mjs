import { chromium } from 'playwright';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
const dir = mkdtempSync('/tmp/h-data/run-');
const host = spawn(process.execPath, ['out/main/node.js', '--no-open', '--data', dir], { cwd: '/work/wt-data', stdio: ['ignore', 'pipe', 'inherit'] });
let url = '', code = '';
await new Promise((resolve) => createInterface({ input: host.stdout }).on('line', (line) => {
  url = /^Packbench ready at (\S+)/.exec(line)?.[1] ?? url;
  const c = /^Sign-in code for another browser: (\S+)/.exec(line)?.[1]; if (c) { code = c; resolve(); }
}));
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const ctx = await browser.newContext({ viewport: { width: 1366, height: 768 }, acceptDownloads: true });
const page = await ctx.newPage();
page.on('pageerror', (e) => console.log('PAGEERROR', e.message));
page.on('console', (m) => m.type() === 'error' && console.log('CONSOLE', m.text().slice(0, 300)));
await page.goto(url);
const field = page.locator('input[name=code]');
if (await field.isVisible()) { await field.fill(code); await field.press('Enter'); }
export { page, ctx, browser, host, dir, url };
export async function end() { await browser.close(); host.kill('SIGTERM'); await new Promise((r) => host.once('close', r)); rmSync(dir, { recursive: true, force: true }); }
